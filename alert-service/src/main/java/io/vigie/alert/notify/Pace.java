package io.vigie.alert.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that holds one token and is filled evenly: calls are never closer to each other than the
 * rate has it, so that no minute sees more of them than it may. A message that takes several calls
 * is paid for afterwards. Used by one thread.
 */
final class Pace {

  private final Rate rate;
  private Instant free = Instant.MIN;

  Pace(Rate rate) {
    this.rate = rate;
  }

  boolean isLimited() {
    return !rate.isUnlimited();
  }

  boolean allows(Instant now) {
    return !isLimited() || !now.isBefore(free);
  }

  /** From when on it allows another. */
  Instant freeFrom() {
    return free;
  }

  void called(int calls, Instant now) {
    if (isLimited()) {
      Duration due = rate.interval().multipliedBy(calls);
      free = (now.isAfter(free) ? now : free).plus(due);
    }
  }
}
