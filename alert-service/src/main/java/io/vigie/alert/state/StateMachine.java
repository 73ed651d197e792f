package io.vigie.alert.state;

import io.vigie.alert.state.Effect.Retold;
import io.vigie.alert.state.State.Failing;
import io.vigie.alert.state.State.NotApplicable;
import io.vigie.alert.state.State.Passing;
import io.vigie.alert.state.State.Pending;
import io.vigie.alert.state.State.Stale;
import io.vigie.alert.state.State.Unknown;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.job.Cause;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
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
 *     └──────────────── too long no result ─────────────▶ ▲ (from every state)
 *
 *   any state ── the checklist says that it does not apply ──▶ NOT APPLICABLE ── it applies ──▶ PENDING
 * </pre>
 *
 * <p>The complete table of what is looked at; "–" stays, "(i)" the incident stays open, "+" opens
 * one, "✓" resolves it:
 *
 * <pre>
 *   state        | passed             | failed             | blind, missed | tick, overdue | changed | removed
 *   -------------+--------------------+--------------------+---------------+---------------+---------+-----------
 *   pending      | passing            | n of m: failing +  | k: unknown    | stale         | –       | pending
 *   passing      | –                  | n of m: failing +  | k: unknown    | stale         | –       | pending
 *   failing (i)  | n in row: passing ✓| –                  | k: unknown (i)| stale (i)     | –       | pending ✓
 *   failing held | n in row: passing  | – or +             | k: unknown    | stale         | –       | pending
 *   unknown      | passing            | n of m: failing +  | –             | stale         | –       | pending
 *   unknown (i)  | n: passing ✓, or failing | failing      | –             | stale (i)     | –       | pending ✓
 *   stale        | passing            | n of m: failing +, or unknown | unknown | –        | –       | pending
 *   stale (i)    | n: passing ✓, or failing | failing      | unknown (i)   | –             | –       | pending ✓
 *   not applic.  | –                  | –                  | –             | –             | pending | pending
 * </pre>
 *
 * <ul>
 *   <li>A result that is not later than the newest one taken changes nothing at all.
 *   <li>Blind and missed runs say nothing of the target: they neither fill nor break the window.
 *       They do show that somebody is at work, so they count against silence.
 *   <li>An incident is resolved by recovery, by removal of the item, or when the item no longer
 *       applies, never by blindness or silence.
 *   <li>After a recovery only the passes count for the next confirmation.
 *   <li>A failure after silence that is not confirmed yet makes the item unknown: what was believed
 *       before the silence is not believed again because of it.
 *   <li>An item that was never seen becomes stale too: silence is not green.
 *   <li>The silence of a heartbeat and the end of a signature are failures, confirmed at once. A
 *       beat that may have come while we did not listen makes stale, not failing.
 *   <li>In maintenance a failure is confirmed, but its incident is held: it opens if the item is
 *       still failing when the maintenance is over.
 *   <li>What fails again within ten minutes after its incident was over has that incident opened
 *       again. One that turned four times within fifteen minutes is held open until the item has
 *       passed for ten minutes ({@link Unrest}).
 *   <li>While somebody accepts that it fails, its incident is over, and a failure is held like in
 *       maintenance: it opens, as another one, if the item is still failing when nobody does.
 *   <li>Where somebody else must see a failure too, that is asked first. A pass undoes the failure;
 *       blindness, or no answer in time, does not.
 *   <li>Several places that look are one result once their round is decided ({@link Rounds}).
 *   <li>What other items decide has no incident: they tell.
 * </ul>
 */
public record StateMachine(Rules rules) {

  /** So many runs in a row in which nobody could look, and nothing is known any more. */
  public static final int BLIND_IN_ROW = 3;

  /** What {@code event} makes of {@code state}. */
  public Step step(State state, Event event, Instant now) {
    return switch (event) {
      case Event.Seen seen -> seen(state, seen, now);
      case Event.Tick tick -> new Lapse(this).tick(state, tick.awakeSince(), now);
      case Event.CheckChanged changed -> new Redefinition(rules).changed(state, changed, now);
      case Event.WaiverChanged _ -> incidents().waived(state, now);
      case Event.MembersChanged members -> new Redefinition(rules).computed(state, members, now);
      case Event.Removed _ -> Redefinition.removed(state, now);
    };
  }

  /**
   * When time alone changes {@code state} if nothing more is heard; silence before {@code
   * awakeSince} was ours. Empty where it never does.
   */
  public Optional<Instant> wakeAt(State state, Instant awakeSince, Instant now) {
    return new Deadlines(rules).next(state, awakeSince, now);
  }

  Incidents incidents() {
    return new Incidents(rules);
  }

  private Step seen(State state, Event.Seen seen, Instant now) {
    if (state instanceof NotApplicable || rules.mode() == Mode.ROLL_UP) {
      return Step.to(state);
    }
    if (seen.look().cause() == Cause.CONFIRMATION) {
      return new Doubts(rules).confirmation(state, seen, now);
    }
    if (state.track().knows(seen.dueAt())) {
      return Step.to(state);
    }
    return rules
        .vantage()
        .map(vantage -> voted(state, seen, vantage, now))
        .orElseGet(() -> judged(state, seen, now));
  }

  private Step voted(State state, Event.Seen seen, Vantage vantage, Instant now) {
    Track track = state.track().heard(seen.dueAt(), now);
    return settled(state.with(track), new Rounds(track.rounds()).take(seen, vantage), now);
  }

  Step settled(State state, Rounds.Settled rounds, Instant now) {
    Step step = Step.to(state.with(state.track().with(rounds.left().open())));
    for (Event.Seen decided : rounds.decided()) {
      step = step.then(next -> judged(next, decided, now));
    }
    return step;
  }

  private Step judged(State state, Event.Seen seen, Instant now) {
    return switch (seen) {
      case Event.Passed passed -> passed(state, passed, now);
      case Event.Failed failed -> failed(state, failed, now);
      case Event.Blind blind -> blind(state, blind.dueAt(), 1, blind.summary(), now);
      case Event.Missed missed ->
          blind(state, missed.dueAt(), missed.runs(), missed.summary(), now);
    };
  }

  private Step passed(State state, Event.Passed event, Instant now) {
    Track track = reassured(state.track().passed(event.dueAt(), rules.thresholds().of(), now));
    return switch (state) {
      case Passing passing -> warned(passing, track.settled(now), event);
      case Failing failing -> maybeRecovered(failing, track, event, now);
      case Pending _, Unknown _, Stale _, NotApplicable _ ->
          state.incident().isPresent()
              ? maybeRecovered(state, track, event, now)
              : Step.moved(state, new Passing(now, track, event.warning()), event.summary());
    };
  }

  /** A failure that a pass has outweighed is in doubt no more. */
  private Track reassured(Track track) {
    int failures = track.window().failuresIn(rules.thresholds().of());
    return failures < rules.thresholds().fails() ? track.doubting(Optional.empty()) : track;
  }

  /** What is found changes with every run, so only another expectation is worth telling. */
  private Step warned(Passing state, Track track, Event.Passed event) {
    boolean same =
        state
            .warning()
            .map(Outcome.Unmet::expression)
            .equals(event.warning().map(Outcome.Unmet::expression));
    Optional<Outcome.Unmet> warning = same ? state.warning() : event.warning();
    Step step = Step.to(new Passing(state.since(), track, warning));
    return same ? step : step.and(new Retold(event.summary()));
  }

  private Step maybeRecovered(State state, Track track, Event.Passed event, Instant now) {
    int passes = track.window().passesInRow();
    if (passes < rules.thresholds().recovers()) {
      String reason = passes + " of " + rules.thresholds().recovers() + " passes seen to recover";
      return Incidents.failingStill(state, track, reason, now);
    }
    return Incidents.recovered(state, track, event, now);
  }

  private Step failed(State state, Event.Failed event, Instant now) {
    boolean goesOn = state.incident().isPresent() || state instanceof Failing;
    Track failed =
        state.track().failed(event.dueAt(), event.failure(), rules.thresholds().of(), now);
    Track track =
        rules.mode() == Mode.CHECK
            ? failed.seen(event.by(), goesOn, event.dueAt().isBefore(now) ? event.dueAt() : now)
            : failed;
    if (state.incident().isPresent()) {
      return Incidents.failingStill(state, track, event.failure().summary(), now);
    }
    if (state instanceof Failing held) {
      return incidents().released(held, track, now);
    }
    if (track.window().failuresIn(rules.thresholds().of()) < rules.thresholds().fails()) {
      return Doubts.unconfirmed(state, track, event.failure().summary(), now);
    }
    if (rules.confirm().isPresent()) {
      return new Doubts(rules).raised(state, track, event, now);
    }
    return incidents().confirmed(state, track, event.dueAt(), event.failure(), "", now);
  }

  private Step blind(State state, Instant dueAt, long runs, String summary, Instant now) {
    Track track = state.track().blind(dueAt, runs, now);
    Unknown unknown = new Unknown(now, track, state.incident());
    return switch (state) {
      case Unknown _, NotApplicable _ -> Step.to(state.with(track));
      case Stale _ -> Step.moved(state, unknown, "heard again, but nobody could look: " + summary);
      case Pending _, Passing _, Failing _ ->
          track.blindInRow() < BLIND_IN_ROW
              ? Step.to(state.with(track))
              : Step.moved(
                  state, unknown, track.blindInRow() + " runs in a row could not look: " + summary);
    };
  }
}
