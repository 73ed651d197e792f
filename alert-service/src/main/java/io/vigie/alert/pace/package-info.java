/**
 * Work that is done at once when there is reason to, and every so often in case a reason got lost.
 */
package io.vigie.alert.pace;
