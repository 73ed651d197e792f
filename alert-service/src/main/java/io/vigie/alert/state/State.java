package io.vigie.alert.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.vigie.contract.result.Outcome;
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
  @JsonSubTypes.Type(value = State.Stale.class, name = "stale"),
  @JsonSubTypes.Type(value = State.NotApplicable.class, name = "not-applicable")
})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public sealed interface State {

  /** Since when the item is in this state. */
  Instant since();

  /** What is remembered whatever the state is. */
  Track track();

  /** The incident that is open for the item. */
  default Optional<OpenIncident> incident() {
    return Optional.empty();
  }

  /** The word for this state that others know. */
  default ItemState word() {
    return switch (this) {
      case Pending _ -> ItemState.PENDING;
      case Passing _ -> ItemState.PASSING;
      case Failing _ -> ItemState.FAILING;
      case Unknown _ -> ItemState.UNKNOWN;
      case Stale _ -> ItemState.STALE;
      case NotApplicable _ -> ItemState.NOT_APPLICABLE;
    };
  }

  /** Due time of the newest result that this state rests on. */
  default Optional<Instant> lastDueAt() {
    return track().lastDueAt();
  }

  /** True when the newest judgement was a failure. */
  default boolean failedLast() {
    return track().window().failuresIn(1) == 1;
  }

  /** What does not hold that should, of an item that passes. */
  default Optional<String> warningText() {
    return this instanceof Passing passing
        ? passing.warning().map(unmet -> unmet.expression() + ": " + unmet.found())
        : Optional.empty();
  }

  /** An item that nobody has looked at yet. */
  static State starting(Instant now) {
    return new Pending(now, Track.startingAt(now));
  }

  /** Never judged. */
  record Pending(Instant since, Track track) implements State {}

  /** The target was good when last judged, and no failure is confirmed. */
  record Passing(Instant since, Track track, Optional<Outcome.Unmet> warning) implements State {

    /** Without a warning. */
    public Passing(Instant since, Track track) {
      this(since, track, Optional.empty());
    }
  }

  /**
   * A failure is confirmed.
   *
   * @param opened the incident; none while maintenance keeps it from being opened, and none of what
   *     other items decide
   * @param held the incident that maintenance keeps from being opened
   */
  record Failing(Instant since, Track track, Optional<OpenIncident> opened, Optional<Held> held)
      implements State {

    /** With an incident. */
    public Failing(Instant since, Track track, OpenIncident opened) {
      this(since, track, Optional.of(opened), Optional.empty());
    }

    @Override
    public Optional<OpenIncident> incident() {
      return opened;
    }
  }

  /** We could not look several times in a row, or have seen too little since silence ended. */
  record Unknown(Instant since, Track track, Optional<OpenIncident> incident) implements State {}

  /** Too long no result. */
  record Stale(Instant since, Track track, Optional<OpenIncident> incident) implements State {}

  /**
   * The checklist says that it does not apply here.
   *
   * @param why the reason that it gives
   */
  record NotApplicable(Instant since, Track track, String why) implements State {}

  /** The same state with another memory. */
  default State with(Track track) {
    return switch (this) {
      case Pending pending -> new Pending(pending.since(), track);
      case Passing passing -> new Passing(passing.since(), track, passing.warning());
      case Failing failing -> new Failing(failing.since(), track, failing.opened(), failing.held());
      case Unknown unknown -> new Unknown(unknown.since(), track, unknown.incident());
      case Stale stale -> new Stale(stale.since(), track, stale.incident());
      case NotApplicable excluded -> new NotApplicable(excluded.since(), track, excluded.why());
    };
  }
}
