package io.vigie.alert.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.check.Thresholds;

/**
 * The newest judged results of an item, oldest first, one letter each: {@code p} passed, {@code f}
 * failed. Runs in which nobody could look are not in it. It never holds more than {@link
 * Thresholds#LONGEST_WINDOW}.
 */
record Window(@JsonValue String letters) {

  static final Window EMPTY = new Window("");

  private static final char PASSED = 'p';
  private static final char FAILED = 'f';

  @JsonCreator
  Window {
    if (letters.length() > Thresholds.LONGEST_WINDOW) {
      throw new IllegalArgumentException(
          "window: must hold at most " + Thresholds.LONGEST_WINDOW + ", held " + letters.length());
    }
  }

  Window passed() {
    return plus(PASSED);
  }

  Window failed() {
    return plus(FAILED);
  }

  /** How many of the newest {@code of} failed. */
  int failuresIn(int of) {
    return (int) newest(of).chars().filter(letter -> letter == FAILED).count();
  }

  /** How many of the newest passed one after the other. */
  int passesInRow() {
    return letters.length() - 1 - letters.lastIndexOf(FAILED);
  }

  boolean hasFailures() {
    return letters.indexOf(FAILED) >= 0;
  }

  /** Only the passes at the end: what a closed incident was about is not counted again. */
  Window sinceLastFailure() {
    return new Window(letters.substring(letters.lastIndexOf(FAILED) + 1));
  }

  /** The newest {@code of}, for a check whose window became shorter. */
  Window trimmed(int of) {
    return new Window(newest(of));
  }

  private Window plus(char letter) {
    String all = letters + letter;
    return new Window(all.substring(Math.max(0, all.length() - Thresholds.LONGEST_WINDOW)));
  }

  private String newest(int count) {
    return letters.substring(Math.max(0, letters.length() - count));
  }
}
