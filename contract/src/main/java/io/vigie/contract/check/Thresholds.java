package io.vigie.contract.check;

/**
 * How many results it takes to believe a change: {@code fails} of the last {@code of}, {@code
 * recovers} in a row.
 */
public record Thresholds(int fails, int of, int recovers) {

  /** The longest window that is kept for an item. */
  public static final int LONGEST_WINDOW = 20;

  /** Two of the last three to fail, two in a row to recover. */
  public static final Thresholds DEFAULT = new Thresholds(2, 3, 2);

  public Thresholds {
    if (fails < 1 || of < fails || of > LONGEST_WINDOW) {
      throw new IllegalArgumentException(
          "fails: must be n of m with 1 <= n <= m <= "
              + LONGEST_WINDOW
              + ", was "
              + fails
              + " of "
              + of);
    }
    if (recovers < 1 || recovers > LONGEST_WINDOW) {
      throw new IllegalArgumentException(
          "recovers: must be 1 to " + LONGEST_WINDOW + ", was " + recovers);
    }
  }
}
