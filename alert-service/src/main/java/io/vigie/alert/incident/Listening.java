package io.vigie.alert.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when we have been hearing results without a gap. Silence before that was ours: we were not
 * started, had no partition, read a backlog or were asleep. Thread-safe; the times are given.
 */
public final class Listening {

  /** A result that was written longer ago means that we are behind. */
  private static final Duration BEHIND = Duration.ofSeconds(5);

  /** Ticks that are further apart mean that we slept. */
  private static final Duration ASLEEP = Duration.ofSeconds(10);

  private int partitions;
  private Instant since;
  private Instant lastTick;

  /** We read so many partitions more. */
  public synchronized void gained(int count, Instant now) {
    partitions += count;
    since = now;
  }

  /** We read so many partitions less. */
  public synchronized void lost(int count) {
    partitions = Math.max(0, partitions - count);
  }

  /** We read a result that was written at {@code written}. */
  public synchronized void read(Instant written, Instant now) {
    if (written.plus(BEHIND).isBefore(now)) {
      since = now;
    }
  }

  /** Since when silence counts; empty when we hear nothing and so cannot tell. */
  public synchronized Optional<Instant> awakeSince(Instant now) {
    if (lastTick != null && lastTick.plus(ASLEEP).isBefore(now)) {
      since = now;
    }
    lastTick = now;
    return partitions == 0 ? Optional.empty() : Optional.ofNullable(since);
  }
}
