/**
 * The expectation language: CEL over what a probe observed, with limits on size, nesting,
 * comprehensions and regular expressions (RE2). Whether <em>this</em> answer is acceptable is
 * decided here and nowhere else.
 */
package io.vigie.probe.expect;
