package io.vigie.report.uptime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * An account of a window of time. The parts add up to the window.
 *
 * @param window how far it looks back
 * @param maintenance planned, whatever the state was
 * @param unknown unknown, stale or pending: nobody can tell
 * @param notApplicable the item did not apply
 * @param unrecorded before the item was first heard of, or while it was in no checklist
 */
public record Uptime(
    Duration window,
    Duration passing,
    Duration failing,
    Duration maintenance,
    Duration unknown,
    Duration notApplicable,
    Duration unrecorded) {

  private static final int DIGITS = 5;

  /**
   * The share of passing in the time that counts, from 0 to 1, rounded down, so that only what
   * never failed has all of it. Empty where no time counts.
   */
  public Optional<BigDecimal> share() {
    Duration counted = counted();
    return counted.isZero()
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(passing.toMillis())
                .divide(BigDecimal.valueOf(counted.toMillis()), DIGITS, RoundingMode.DOWN));
  }

  /** The time that counts: what was seen to pass or to fail. */
  public Duration counted() {
    return passing.plus(failing);
  }

  /** The time that does not. */
  public Duration excluded() {
    return window.minus(counted());
  }
}
