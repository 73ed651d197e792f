package io.vigie.alert.route;

import io.vigie.contract.check.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is done about an incident that goes on.
 *
 * @param escalateAfter how long it may stand without anybody acknowledging it; never where absent
 * @param escalateTo who else is told then
 * @param remind how often those who were told are told again; never where absent
 */
public record Following(
    Optional<Duration> escalateAfter, List<String> escalateTo, Optional<Duration> remind) {

  private static final Duration ESCALATE = Duration.ofMinutes(15);
  private static final Duration REMIND = Duration.ofHours(4);

  public Following {
    escalateTo = List.copyOf(escalateTo);
  }

  /** Where nothing else is said: what is urgent is not left alone, what is not goes unrepeated. */
  static Following of(Severity severity) {
    return severity == Severity.P0
        ? new Following(Optional.of(ESCALATE), List.of(), Optional.of(REMIND))
        : new Following(Optional.empty(), List.of(), Optional.empty());
  }
}
