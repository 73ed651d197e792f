package io.vigie.alert.state;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.state.ItemState;
import java.time.Instant;
import java.util.Optional;

/** What a step asks the world to do. A value: doing it is the business of others. */
public sealed interface Effect {

  /** The item is in another state now. */
  record StateChanged(ItemState from, ItemState to, String reason) implements Effect {}

  /** A failure is confirmed. */
  record IncidentOpened(
      IncidentId id,
      Instant firstFailedAt,
      Outcome.Failure firstFailure,
      Optional<Instant> lastPassedAt)
      implements Effect {}

  /** What was opened is over. */
  record IncidentResolved(IncidentId id, Cause cause, String resolution) implements Effect {}

  /** Why an incident is over. */
  enum Cause {
    /** The target passes again. */
    RECOVERED,
    /** The checklist no longer has the item. */
    REMOVED
  }
}
