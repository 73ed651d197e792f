package io.vigie.alert.simulation;

import java.util.Random;

/**
 * What there is in a history, besides items that fail and things that break.
 *
 * @param plain nothing but results decides, so that what is to be told can be worked out
 * @param families items depend on others, or fail for one cause
 * @param people somebody acknowledges, comments, waives, and asks for silence
 * @param crowd many items at once
 * @param canary the canary goes round
 * @param darkness at times nobody can look
 * @param outage at times the database is away
 */
record Plot(
    boolean plain,
    boolean families,
    boolean people,
    boolean crowd,
    boolean canary,
    boolean darkness,
    boolean outage) {

  private static final int HALF = 2;
  private static final int SOME = 4;
  private static final int FEW = 8;
  private static final int RARE = 40;

  /** Somebody looks whether the service itself can see. */
  boolean watched() {
    return darkness || canary || outage;
  }

  static Plot of(Random random) {
    return new Plot(
        random.nextInt(SOME) > 0,
        random.nextInt(HALF) == 0,
        random.nextInt(HALF) == 0,
        random.nextInt(RARE) == 0,
        random.nextInt(FEW) == 0,
        random.nextInt(FEW) == 0,
        random.nextInt(RARE) == 0);
  }
}
