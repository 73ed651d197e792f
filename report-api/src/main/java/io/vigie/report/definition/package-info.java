/**
 * What a checklist says of an item, put into words: when it is due, what is declared of it and
 * whether that agrees with what is seen. Pure.
 */
package io.vigie.report.definition;
