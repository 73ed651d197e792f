/**
 * The kind {@code cors}: which origins a target lets read its answers, and what it grants them.
 * Passed means that every declared origin is let in, none that is not, and that nothing is granted
 * beyond what is declared. What a browser would make of it is deduced from the headers: no script
 * runs.
 */
package io.vigie.probe.cors;
