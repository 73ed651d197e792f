package io.vigie.alert.state;

import io.vigie.alert.state.Effect.Cause;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.Effect.StateChanged;
import io.vigie.alert.state.State.Failing;
import io.vigie.alert.state.State.Passing;
import io.vigie.alert.state.State.Pending;
import io.vigie.alert.state.State.Stale;
import io.vigie.alert.state.State.Unknown;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is believed of one item: {@code step(state, event, now)} gives the next state and
 * the effects. Pure and immutable.
 *
 * <pre>
 *                 passed                        n of m failed
 *   ┌─────────┐ ────────▶ ┌─────────┐ ─────────────────────────▶ ┌─────────┐
 *   │ PENDING │           │ PASSING │        opens incident      │ FAILING │
 *   └─────────┘           └─────────┘ ◀───────────────────────── └─────────┘
 *     │  │  └───────────── n of m failed ─────────────────────────▶ ▲  │
 *     │  │                 ▲       │     passed n in a row          │  │
 *     │  │          passed │       │     resolves incident          │  │
 *     │  │                 │       ▼                                │  ▼
 *     │  │           k blind or missed in a row    judged, incident open
 *     │  └──────────▶ ┌─────────┐ ◀── blind, missed, ── ┌───────┐
 *     │               │ UNKNOWN │     one failure       │ STALE │
 *     │               └─────────┘ ────────────────────▶ └───────┘
 *     └──────────────── no result within patience ────────▶ ▲ (from every state)
 * </pre>
 *
 * <p>The complete table; "–" stays, "(i)" the incident stays open, "+" opens one, "✓" resolves it:
 *
 * <pre>
 *   state        | passed             | failed             | blind, missed | tick, overdue | changed | removed
 *   -------------+--------------------+--------------------+---------------+---------------+---------+-----------
 *   pending      | passing            | n of m: failing +  | k: unknown    | stale         | –       | pending
 *   passing      | –                  | n of m: failing +  | k: unknown    | stale         | –       | pending
 *   failing (i)  | n in row: passing ✓| –                  | k: unknown (i)| stale (i)     | –       | pending ✓
 *   unknown      | passing            | n of m: failing +  | –             | stale         | –       | pending
 *   unknown (i)  | n: passing ✓, or failing | failing      | –             | stale (i)     | –       | pending ✓
 *   stale        | passing            | n of m: failing +, or unknown | unknown | –        | –       | pending
 *   stale (i)    | n: passing ✓, or failing | failing      | unknown (i)   | –             | –       | pending ✓
 * </pre>
 *
 * <ul>
 *   <li>A result that is not later than the newest one taken changes nothing at all.
 *   <li>Blind and missed runs say nothing of the target: they neither fill nor break the window.
 *       They do show that somebody is at work, so they count against silence.
 *   <li>An incident is resolved by recovery or by removal of the item, never by blindness or
 *       silence.
 *   <li>After a recovery only the passes count for the next confirmation.
 *   <li>A failure after silence that is not confirmed yet makes the item unknown: what was believed
 *       before the silence is not believed again because of it.
 *   <li>An item that was never seen becomes stale too: silence is not green.
 * </ul>
 */
public record StateMachine(ItemId item, Rules rules) {

  /** So many runs in a row in which nobody could look, and nothing is known any more. */
  public static final int BLIND_IN_ROW = 3;

  /** What {@code event} makes of {@code state}. */
  public Step step(State state, Event event, Instant now) {
    return switch (event) {
      case Event.Seen seen when state.track().knows(seen.dueAt()) -> unchanged(state);
      case Event.Passed passed -> passed(state, passed, now);
      case Event.Failed failed -> failed(state, failed, now);
      case Event.Blind blind -> blind(state, blind.dueAt(), blind.summary(), now);
      case Event.Missed missed -> blind(state, missed.dueAt(), missed.summary(), now);
      case Event.Tick tick -> tick(state, tick, now);
      case Event.CheckChanged changed ->
          unchanged(withTrack(state, changedTrack(state, changed, now)));
      case Event.Removed _ -> removed(state, now);
    };
  }

  /**
   * When {@code state} becomes stale if nothing more is heard; silence before {@code awakeSince}
   * was ours. Empty for what is stale already.
   */
  public Optional<Instant> staleAt(State state, Instant awakeSince) {
    if (state instanceof Stale) {
      return Optional.empty();
    }
    Instant fresh = state.track().freshAt();
    Instant from = fresh.isAfter(awakeSince) ? fresh : awakeSince;
    return Optional.of(from.plus(rules.patience()));
  }

  private Step passed(State state, Event.Passed event, Instant now) {
    Track track = state.track().passed(event.dueAt(), rules.thresholds().of(), now);
    return switch (state) {
      case Passing passing -> unchanged(new Passing(passing.since(), track));
      case Failing failing -> maybeRecovered(failing, track, failing.opened(), event, now);
      case Pending _, Unknown _, Stale _ ->
          state
              .incident()
              .map(open -> maybeRecovered(state, track, open, event, now))
              .orElseGet(() -> moved(state, new Passing(now, track), event.summary()));
    };
  }

  private Step maybeRecovered(
      State state, Track track, OpenIncident open, Event.Passed event, Instant now) {
    int passes = track.window().passesInRow();
    if (passes < rules.thresholds().recovers()) {
      String reason = passes + " of " + rules.thresholds().recovers() + " passes seen to recover";
      return failingStill(state, track, open, reason, now);
    }
    String reason = event.summary();
    return moved(
        state,
        new Passing(now, track.recovered()),
        reason,
        new IncidentResolved(open.id(), Cause.RECOVERED, reason));
  }

  private Step failed(State state, Event.Failed event, Instant now) {
    Track track =
        state.track().failed(event.dueAt(), event.failure(), rules.thresholds().of(), now);
    String summary = event.failure().summary();
    if (state.incident().isPresent()) {
      return failingStill(state, track, state.incident().get(), summary, now);
    }
    int failures = track.window().failuresIn(rules.thresholds().of());
    if (failures >= rules.thresholds().fails()) {
      return opened(state, track, event, now);
    }
    return switch (state) {
      case Stale _ ->
          moved(
              state,
              new Unknown(now, track, Optional.empty()),
              "the first result after silence failed and is not confirmed yet: " + summary);
      case Pending _, Passing _, Failing _, Unknown _ -> unchanged(withTrack(state, track));
    };
  }

  private Step opened(State state, Track track, Event.Failed event, Instant now) {
    OpenIncident open = new OpenIncident(IncidentId.of(item, event.dueAt()), now);
    Track.Suspicion first =
        track.suspicion().orElse(new Track.Suspicion(event.dueAt(), event.failure()));
    return moved(
        state,
        new Failing(now, track, open),
        event.failure().summary(),
        new IncidentOpened(open.id(), first.failedAt(), first.failure(), track.lastPassedAt()));
  }

  private Step failingStill(
      State state, Track track, OpenIncident open, String reason, Instant now) {
    return switch (state) {
      case Failing failing -> unchanged(new Failing(failing.since(), track, open));
      case Pending _, Passing _, Unknown _, Stale _ ->
          moved(state, new Failing(now, track, open), reason);
    };
  }

  private Step blind(State state, Instant dueAt, String summary, Instant now) {
    Track track = state.track().blind(dueAt, now);
    Unknown unknown = new Unknown(now, track, state.incident());
    return switch (state) {
      case Unknown _ -> unchanged(withTrack(state, track));
      case Stale _ -> moved(state, unknown, "heard again, but nobody could look: " + summary);
      case Pending _, Passing _, Failing _ ->
          track.blindInRow() < BLIND_IN_ROW
              ? unchanged(withTrack(state, track))
              : moved(
                  state, unknown, track.blindInRow() + " runs in a row could not look: " + summary);
    };
  }

  private Step tick(State state, Event.Tick tick, Instant now) {
    Optional<Instant> staleAt = staleAt(state, tick.awakeSince());
    if (staleAt.isEmpty() || now.isBefore(staleAt.get())) {
      return unchanged(state);
    }
    String reason =
        state
            .lastDueAt()
            .map(last -> "no result since " + last + ", patience is " + rules.patience())
            .orElse("never seen, patience is " + rules.patience());
    return moved(state, new Stale(now, state.track(), state.incident()), reason);
  }

  private Track changedTrack(State state, Event.CheckChanged changed, Instant now) {
    return changed.looksElsewhere()
        ? state.track().restarted(now)
        : state.track().refreshed(rules.thresholds().of(), now);
  }

  private Step removed(State state, Instant now) {
    String reason = "item removed";
    Pending next = new Pending(now, state.track().restarted(now));
    return state
        .incident()
        .map(open -> new IncidentResolved(open.id(), Cause.REMOVED, reason))
        .map(resolved -> moved(state, next, reason, resolved))
        .orElseGet(() -> moved(state, next, reason));
  }

  private static Step unchanged(State state) {
    return new Step(state, List.of());
  }

  private static Step moved(State from, State to, String reason, Effect... more) {
    List<Effect> effects = new ArrayList<>(more.length + 1);
    if (from.word() != to.word()) {
      effects.add(new StateChanged(from.word(), to.word(), reason));
    }
    effects.addAll(List.of(more));
    return new Step(to, effects);
  }

  private static State withTrack(State state, Track track) {
    return switch (state) {
      case Pending pending -> new Pending(pending.since(), track);
      case Passing passing -> new Passing(passing.since(), track);
      case Failing failing -> new Failing(failing.since(), track, failing.opened());
      case Unknown unknown -> new Unknown(unknown.since(), track, unknown.incident());
      case Stale stale -> new Stale(stale.since(), track, stale.incident());
    };
  }
}
