package io.vigie.probe.expect;

/**
 * A fact that an answer does not have, such as the JSON of a body that is none. An expectation that
 * needs it is not met, and says why.
 */
public record Absent(String why) {}
