package io.vigie.alert.state;

import io.vigie.alert.state.Effect.Cause;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.State.Failing;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps that open an incident, hold it, keep it or close it. Pure. */
record Incidents(Rules rules) {

  /**
   * A failure is believed: its incident opens, or is held while there is maintenance.
   *
   * @param remark how it came to be believed, for whoever is told
   */
  Step confirmed(
      State state,
      Track doubtful,
      Instant dueAt,
      Outcome.Failure failure,
      String remark,
      Instant now) {
    Track track = doubtful.doubting(Optional.empty());
    Track.Suspicion first = track.suspicion().orElse(new Track.Suspicion(dueAt, failure));
    Held held = new Held(dueAt, first.failedAt(), remarked(first.failure(), remark));
    String reason = failure.summary() + remark;
    return rules
        .holds(dueAt, now)
        .map(why -> new Failing(now, track, Optional.empty(), Optional.of(held)))
        .map(failing -> Step.moved(state, failing, heldReason(reason, dueAt, now)))
        .orElseGet(() -> opened(state, now, track, held, reason, earlier(dueAt, now), now));
  }

  private String heldReason(String reason, Instant dueAt, Instant now) {
    return reason + rules.holds(dueAt, now).map(why -> " (" + why + ")").orElse("");
  }

  private static Outcome.Failure remarked(Outcome.Failure failure, String remark) {
    return new Outcome.Failure(
        failure.code(),
        failure.phase(),
        failure.summary() + remark,
        failure.unmet(),
        failure.target());
  }

  /** Opens the incident that was held, if nothing holds it any more. */
  Step released(Failing failing, Track track, Instant now) {
    return released(failing, track, "maintenance", now);
  }

  /**
   * Opens the incident that was held, if nothing holds it any more.
   *
   * @param after what held it
   */
  Step released(Failing failing, Track track, String after, Instant now) {
    return failing
        .held()
        .filter(_ -> !rules.holdsStill(now))
        .map(
            held ->
                opened(
                    failing,
                    failing.since(),
                    track,
                    held,
                    held.failure().summary() + " (still so after " + after + ")",
                    now,
                    now))
        .orElseGet(() -> Step.to(failing.with(track)));
  }

  /**
   * Opens it.
   *
   * @param at when it came to be, which may be long before we hear of it
   */
  private Step opened(
      State state, Instant since, Track track, Held held, String reason, Instant at, Instant now) {
    Unrest unrest = rules.failsByTurns() ? Unrest.NONE : track.unrestful();
    Track turned = track.with(unrest.turned(at).failed(held.dueAt()));
    Optional<OpenIncident> again = unrest.again(at);
    OpenIncident open =
        again.orElseGet(
            () -> new OpenIncident(IncidentId.of(rules.check().item(), held.dueAt()), now));
    Effect effect =
        again.isPresent()
            ? new Effect.IncidentReopened(open.id(), held.failure())
            : new IncidentOpened(
                open.id(),
                held.firstFailedAt(),
                held.failure(),
                track.lastPassedAt(),
                track.seen());
    return Step.moved(state, new Failing(since, turned, open), reason, effect);
  }

  /** A clock that is ahead of ours makes nothing later than it is. */
  private static Instant earlier(Instant dueAt, Instant now) {
    return dueAt.isBefore(now) ? dueAt : now;
  }

  /**
   * The item passes as often as it takes to recover: its incident is over, unless it goes to and
   * fro; then it is held open until the item has been steady for a while.
   */
  static Step recovered(State state, Track track, Event.Passed event, Instant now) {
    Optional<OpenIncident> open = state.incident();
    if (open.isEmpty()) {
      return passing(state, track.recovered(), event, now);
    }
    Unrest unrest = track.unrestful();
    Instant at = earlier(event.dueAt(), now);
    if (unrest.isHeld()) {
      return unrest.isSteady(event.dueAt())
          ? passing(state, ended(track, unrest, open.get(), at), event, now)
          : failingStill(state, track, "goes to and fro, passes now", now);
    }
    Unrest turned = unrest.turned(at);
    return turned.isTooMuch()
        ? held(state, track.with(turned.held(at)), open.get(), now)
        : passing(state, ended(track, turned, open.get(), at), event, now);
  }

  private static Track ended(Track track, Unrest unrest, OpenIncident open, Instant at) {
    return track.recovered().with(unrest.ended(open, at));
  }

  private static Step passing(State state, Track track, Event.Passed event, Instant now) {
    State next = new State.Passing(now, track, event.warning());
    return over(state, next, event.summary(), event.summary(), Cause.RECOVERED);
  }

  private static Step held(State state, Track track, OpenIncident open, Instant now) {
    String reason =
        Sentence.TO_AND_FRO.of(
            Unrest.TOO_MANY, Unrest.LATELY.toMinutes(), Unrest.STEADY.toMinutes());
    Step still = failingStill(state, track, reason, now);
    Step told = still.effects().isEmpty() ? still.and(new Effect.Retold(reason)) : still;
    return told.and(new Effect.IncidentHeld(open.id(), reason));
  }

  /**
   * Somebody accepts that the item fails: what is open is over, and what fails on is held. Nobody
   * does any more: what is held opens.
   */
  Step waived(State state, Instant now) {
    if (rules.waiver().isPresent()) {
      return accepted(state, Rules.words(rules.waiver().get()), now);
    }
    Step step =
        state instanceof Failing failing
            ? released(failing, failing.track(), "a waiver", now)
            : Step.to(state);
    return step.effects().isEmpty() ? step.and(new Effect.Retold("no longer waived")) : step;
  }

  private Step accepted(State state, String words, Instant now) {
    Optional<OpenIncident> open = state.incident();
    if (open.isEmpty()) {
      return Step.to(state).and(new Effect.Retold(words));
    }
    return Step.to(without(state, now))
        .and(new Effect.Retold(words))
        .and(new IncidentResolved(open.get().id(), Cause.WAIVED, words, state.track().seen()));
  }

  /** The same state with its incident held. Should it open again, it is another one. */
  private static State without(State state, Instant now) {
    Track track = state.track();
    return switch (state) {
      case Failing failing ->
          new Failing(failing.since(), track, Optional.empty(), Optional.of(held(track, now)));
      case State.Unknown unknown -> new State.Unknown(unknown.since(), track, Optional.empty());
      case State.Stale stale -> new State.Stale(stale.since(), track, Optional.empty());
      case State.Pending _, State.Passing _, State.NotApplicable _ -> state;
    };
  }

  private static Held held(Track track, Instant now) {
    Optional<Track.Suspicion> first = track.suspicion();
    return new Held(
        now,
        first.map(Track.Suspicion::failedAt).orElse(now),
        first
            .map(Track.Suspicion::failure)
            .orElseGet(() -> new Outcome.Failure("failing", "waived", "it failed", List.of())));
  }

  /** What was confirmed is still so. */
  static Step failingStill(State state, Track track, String reason, Instant now) {
    return state instanceof Failing
        ? Step.to(state.with(track))
        : Step.moved(state, new Failing(now, track, state.incident(), Optional.empty()), reason);
  }

  /** Goes to a state without an incident; closes the one that is open. */
  static Step over(State state, State next, String reason, String resolution, Cause cause) {
    return state
        .incident()
        .map(open -> new IncidentResolved(open.id(), cause, resolution, state.track().seen()))
        .map(resolved -> Step.moved(state, next, reason, resolved))
        .orElseGet(() -> Step.moved(state, next, reason));
  }
}
