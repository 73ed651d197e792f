package io.vigie.alert.state;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.vigie.contract.state.ItemState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is held to be true of one item, with all that the next decision needs. Immutable. Only
 * {@link StateMachine} makes the transitions; its documentation has the diagram.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = State.Pending.class, name = "pending"),
  @JsonSubTypes.Type(value = State.Passing.class, name = "passing"),
  @JsonSubTypes.Type(value = State.Failing.class, name = "failing"),
  @JsonSubTypes.Type(value = State.Unknown.class, name = "unknown"),
  @JsonSubTypes.Type(value = State.Stale.class, name = "stale")
})
public sealed interface State {

  /** Since when the item is in this state. */
  Instant since();

  /** What is remembered whatever the state is. */
  Track track();

  /** The incident that is open for the item. */
  Optional<OpenIncident> incident();

  /** The word for this state that others know. */
  default ItemState word() {
    return switch (this) {
      case Pending _ -> ItemState.PENDING;
      case Passing _ -> ItemState.PASSING;
      case Failing _ -> ItemState.FAILING;
      case Unknown _ -> ItemState.UNKNOWN;
      case Stale _ -> ItemState.STALE;
    };
  }

  /** Due time of the newest result that this state rests on. */
  default Optional<Instant> lastDueAt() {
    return track().lastDueAt();
  }

  /** An item that nobody has looked at yet. */
  static State starting(Instant now) {
    return new Pending(now, Track.startingAt(now));
  }

  /** Never judged. */
  record Pending(Instant since, Track track) implements State {
    @Override
    public Optional<OpenIncident> incident() {
      return Optional.empty();
    }
  }

  /** The target was good when last judged, and no failure is confirmed. */
  record Passing(Instant since, Track track) implements State {
    @Override
    public Optional<OpenIncident> incident() {
      return Optional.empty();
    }
  }

  /** A failure is confirmed. */
  record Failing(Instant since, Track track, OpenIncident opened) implements State {
    @Override
    public Optional<OpenIncident> incident() {
      return Optional.of(opened);
    }
  }

  /** We could not look several times in a row, or have seen too little since silence ended. */
  record Unknown(Instant since, Track track, Optional<OpenIncident> incident) implements State {}

  /** No result for longer than the patience of the check. */
  record Stale(Instant since, Track track, Optional<OpenIncident> incident) implements State {}
}
