package io.vigie.testkit.gate;

import java.time.Duration;

/**
 * Lets requests pass as nginx does with {@code limit_req … burst=n nodelay}: one and {@code burst}
 * more at once, then as many as flow off. Thread-safe. The time comes from outside.
 */
public final class Bucket {

  private final double perNano;
  private final int burst;
  private double excess;
  private long last = Long.MIN_VALUE;

  /**
   * A bucket that is empty.
   *
   * @param count how many flow off in {@code per}; none where zero
   */
  public Bucket(int count, Duration per, int burst) {
    this.perNano = (double) count / per.toNanos();
    this.burst = burst;
  }

  /** Whether a request at this time passes; one that does not leaves no trace. */
  public synchronized boolean lets(long nanos) {
    if (last == Long.MIN_VALUE) {
      last = nanos;
      return true;
    }
    double now = Math.max(0, excess - (nanos - last) * perNano + 1);
    if (now > burst) {
      return false;
    }
    excess = now;
    last = nanos;
    return true;
  }

  /** How long until one more would pass. */
  public synchronized Duration untilNext(long nanos) {
    double over = excess - (nanos - last) * perNano + 1 - burst;
    return over <= 0 || perNano == 0 ? Duration.ZERO : Duration.ofNanos((long) (over / perNano));
  }
}
