package io.vigie.report.incident;

import io.vigie.contract.alert.Incident;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long things took.
 *
 * @param detect from the first failure until it was confirmed
 * @param acknowledge from then until somebody looked after it
 * @param resolve from the first failure until it was over
 */
public record Times(Duration detect, Optional<Duration> acknowledge, Optional<Duration> resolve) {

  public static Times of(Incident incident) {
    return new Times(
        between(incident.firstFailedAt(), incident.openedAt()),
        incident.acknowledged().map(ack -> between(incident.openedAt(), ack.at())),
        incident.resolvedAt().map(at -> between(incident.firstFailedAt(), at)));
  }

  /** Clocks of different machines may disagree a little. */
  private static Duration between(Instant from, Instant to) {
    Duration took = Duration.between(from, to);
    return took.isNegative() ? Duration.ZERO : took.truncatedTo(ChronoUnit.MILLIS);
  }
}
