package io.vigie.probe.burst;

import java.time.Duration;

/**
 * How long things took, as counts in classes that are at most 1 % wide: the memory is the same for
 * ten values and for a million. Not thread-safe.
 */
public final class Latencies {

  /** Values below this have a class of their own; above, each doubling has half as many. */
  private static final int EXACT = 256;

  private static final int HALF = EXACT / 2;
  private static final int CLASSES = EXACT + HALF * 40;

  private final int[] counts = new int[CLASSES];
  private long count;
  private long least = Long.MAX_VALUE;
  private long most;

  /** Counts one. */
  public void add(Duration took) {
    long micros = Math.max(0, took.toNanos() / 1_000);
    counts[Math.min(CLASSES - 1, classOf(micros))]++;
    count++;
    least = Math.min(least, micros);
    most = Math.max(most, micros);
  }

  private static int classOf(long micros) {
    if (micros < EXACT) {
      return (int) micros;
    }
    int shift = 64 - Long.numberOfLeadingZeros(micros) - 8;
    return EXACT + (shift - 1) * HALF + (int) (micros >>> shift) - HALF;
  }

  private static long upperEnd(int index) {
    if (index < EXACT) {
      return index;
    }
    int shift = (index - EXACT) / HALF + 1;
    long within = HALF + (index - EXACT) % (long) HALF;
    return ((within + 1) << shift) - 1;
  }

  public long count() {
    return count;
  }

  /**
   * What so many of a hundred did not exceed, rounded up to the end of its class; zero of nothing.
   */
  public Duration percentile(double percent) {
    long rank = (long) Math.ceil(count * percent / 100);
    long seen = 0;
    for (int i = 0; i < CLASSES; i++) {
      seen += counts[i];
      if (seen >= rank && seen > 0) {
        return micros(Math.clamp(upperEnd(i), least, most));
      }
    }
    return Duration.ZERO;
  }

  public Duration least() {
    return micros(count == 0 ? 0 : least);
  }

  public Duration most() {
    return micros(most);
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
