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

  /** Characters of a regular expression. */
  static final int REGEX_LENGTH = 4096;

  /** How often a part of a regular expression may repeat, repeats within repeats multiplied. */
  static final int REGEX_REPEATS = 1_000;

  /** How deep the groups of a regular expression may be nested. */
  static final int REGEX_DEPTH = 100;

  /** Instructions that a regular expression may come to before it is simplified. */
  static final int REGEX_UNSIMPLIFIED_SIZE = 50_000;

  /** Characters or elements that a computed value may have. */
  static final int VALUE_SIZE = 2 << 20;

  static final Duration EVALUATION = Duration.ofMillis(200);

  private Limits() {}
}
