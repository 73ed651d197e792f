/**
 * For a while nobody is told of what fails among some items. Pure: who may be silent about what,
 * and for how long; where silences are kept is a port.
 */
package io.vigie.alert.silence;
