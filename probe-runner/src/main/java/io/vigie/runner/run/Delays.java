package io.vigie.runner.run;

import io.vigie.contract.check.ProbeOrder.Retry;
import java.time.Duration;

/** How long a run waits where it is for the runner to say. Pure. */
final class Delays {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMillis(500);

  private Delays() {}

  /** Before the next attempt: doubled with each that failed. */
  static Duration backoff(Retry retry, int failedBefore) {
    return retry.backoff().multipliedBy(1L << failedBefore);
  }

  /** Before a job is given back that another runner is to have, by the time it still has. */
  static Duration beforeGivingBack(Duration left) {
    Duration part = left.dividedBy(20);
    if (part.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return part.compareTo(LONGEST) > 0 ? LONGEST : part;
  }
}
