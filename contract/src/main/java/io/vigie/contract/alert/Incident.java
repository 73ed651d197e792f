package io.vigie.contract.alert;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * One span of failure of one item, from confirmed to resolved. The version grows with each change.
 */
public record Incident(
    IncidentId id,
    long version,
    ItemId item,
    Severity severity,
    String title,
    Instant firstFailedAt,
    Instant openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> lastPassedAt,
    Outcome firstFailure,
    String resolution) {

  public boolean isOpen() {
    return resolvedAt.isEmpty();
  }
}
