package io.vigie.probe.expect;

import java.time.Duration;

/** What an expectation may cost. An author can do no harm within these, by mistake or otherwise. */
final class Limits {

  /** Unicode code points of one expression. */
  static final int EXPRESSION_SIZE = 4096;

  static final int PARSE_DEPTH = 32;

  /** Steps of all comprehensions of one evaluation together. */
  static final int ITERATIONS = 1_000;

  /** Instructions of a compiled regular expression. */
  static final int REGEX_PROGRAM_SIZE = 1_000;

  /** Characters or elements that a computed value may have. */
  static final int VALUE_SIZE = 2 << 20;

  static final Duration EVALUATION = Duration.ofMillis(200);

  private Limits() {}
}
