package io.vigie.alert.followup;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An incident that goes on, and what was said about it.
 *
 * @param check as it was when the incident opened
 * @param toldFrom since when it is told, or will be; empty where nobody is owed it
 * @param channels those that are told of it
 * @param escalated when it was escalated
 * @param reminded when it was last reminded of
 * @param reminders how often it was reminded of
 */
public record Situation(
    Incident incident,
    Check check,
    Optional<Instant> toldFrom,
    Set<String> channels,
    Optional<Instant> escalated,
    Optional<Instant> reminded,
    int reminders) {

  public Situation {
    channels = Set.copyOf(channels);
  }
}
