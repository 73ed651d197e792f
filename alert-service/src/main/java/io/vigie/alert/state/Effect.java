package io.vigie.alert.state;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.state.ItemState;
import java.time.Instant;
import java.util.Optional;

/** What a step asks the world to do. A value: doing it is the business of others. */
public sealed interface Effect {

  /** The item is in another state now. */
  record StateChanged(ItemState from, ItemState to, String reason) implements Effect {}

  /** The item is in the state in which it was, but there is something new to be said of it. */
  record Retold(String reason) implements Effect {}

  /**
   * A failure is confirmed.
   *
   * @param seen how often it was seen until then; empty where nobody looks
   */
  record IncidentOpened(
      IncidentId id,
      Instant firstFailedAt,
      Outcome.Failure firstFailure,
      Optional<Instant> lastPassedAt,
      Optional<Sightings> seen)
      implements Effect {}

  /** What was over a short while ago fails again: it has not been over. */
  record IncidentReopened(IncidentId id, Outcome.Failure failure) implements Effect {}

  /** The item goes to and fro: its incident is held open until it is steady. */
  record IncidentHeld(IncidentId id, String reason) implements Effect {}

  /**
   * What was opened is over.
   *
   * @param seen how often it was seen in all
   */
  record IncidentResolved(IncidentId id, Cause cause, String resolution, Optional<Sightings> seen)
      implements Effect {}

  /**
   * Somebody else is to see a failure too before it is believed.
   *
   * @param dueAt due time of the failure
   * @param location from where
   * @param notBy who saw it already
   */
  record ConfirmationWanted(Instant dueAt, String location, String notBy) implements Effect {}

  /** Why an incident is over. */
  enum Cause {
    /** The target passes again. */
    RECOVERED,
    /** Somebody accepts that it fails. */
    WAIVED,
    /** The checklist no longer has the item. */
    REMOVED,
    /** The checklist says that the item does not apply any more, or is decided by others. */
    NO_LONGER_APPLIES
  }
}
