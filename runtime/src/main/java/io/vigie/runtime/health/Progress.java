package io.vigie.runtime.health;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a consumer gets on, from how much lay before it and how far it had come each time
 * somebody looked. Pure: the times are given.
 */
final class Progress {

  private final Duration patience;
  private long position = Long.MIN_VALUE;
  private Instant movedAt;

  Progress(Duration patience) {
    this.patience = patience;
  }

  /** Takes a look and says whether the consumer is getting on. */
  boolean getsOn(long committed, long lag, Instant now) {
    if (movedAt == null || committed != position || lag == 0) {
      position = committed;
      movedAt = now;
    }
    return Duration.between(movedAt, now).compareTo(patience) <= 0;
  }

  /** The consumer could not get on, through no fault of its own: patience begins anew. */
  void excuse() {
    movedAt = null;
  }
}
