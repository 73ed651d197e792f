package io.vigie.alert.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When what did not succeed is tried again: exponential back-off with full jitter, so that many
 * messages do not come back at the same moment. What may have been sent waits longer, because
 * sending it again may say it twice. Pure but for the random numbers it is given.
 *
 * @param base the longest pause after the first attempt
 * @param cap the longest pause at all
 * @param unclear the shortest pause after an attempt that may have succeeded
 * @param lease how long a message is taken for
 * @param maxAge when a message is given up
 */
public record DeliveryRules(
    Duration base, Duration cap, Duration unclear, Duration lease, Duration maxAge) {

  /** How long a message to a channel that is no longer configured waits for it to come back. */
  public static final Duration ORPHAN_AGE = Duration.ofMinutes(10);

  private static final int MOST_DOUBLINGS = 20;

  /** The pause after so many attempts that failed. */
  public Duration backOff(int attempts, RandomGenerator random) {
    long ceiling = base.toMillis() << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
    long limited = Math.max(1, Math.min(ceiling, cap.toMillis()));
    return Duration.ofMillis(random.nextLong(limited) + 1);
  }

  /** The pause after an attempt of which nobody knows whether it succeeded. */
  public Duration afterUnclear(int attempts, RandomGenerator random) {
    return unclear.plus(backOff(attempts, random));
  }
}
