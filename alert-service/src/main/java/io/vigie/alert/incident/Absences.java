package io.vigie.alert.incident;

import io.vigie.contract.alert.Incident;
import java.time.Instant;
import java.util.Optional;

/** Knows whether what an item depends on is away with somebody's knowledge. */
@FunctionalInterface
public interface Absences {

  /** Nothing ever is. */
  Absences NONE = (_, _) -> Optional.empty();

  /** Why nobody is told of {@code incident} now; empty where there is no reason. */
  Optional<Absence> of(Incident incident, Instant now);
}
