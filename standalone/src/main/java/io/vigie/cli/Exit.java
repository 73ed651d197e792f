package io.vigie.cli;

/** The exit codes of every verb. */
final class Exit {

  /** Everything that was judged passes. */
  static final int PASS = 0;

  /** Something was judged and fails, or is not as it would be. */
  static final int FAILING = 1;

  /** What was asked for, or a file that was given, is wrong; the person who asked can mend it. */
  static final int WRONG_USE = 2;

  /** Nothing is known to fail, but something could not be judged. */
  static final int NO_ANSWER = 3;

  private Exit() {}
}
