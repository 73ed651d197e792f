package io.vigie.alert.state;

import io.vigie.alert.Samples;
import io.vigie.contract.check.Check;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps an item through time, ten seconds a run. */
final class History {
  Check check;
  Instant now = Samples.START;
  State state = State.starting(now);
  List<Effect> effects = List.of();

  History(Check check) {
    this.check = check;
  }

  /** One letter a run: p, f, b(lind), m(issed). */
  History runs(String letters) {
    letters
        .chars()
        .forEach(
            letter -> {
              now = now.plusSeconds(10);
              take(seen((char) letter, now));
            });
    return this;
  }

  History take(Event event) {
    Step step = new StateMachine(Rules.of(check)).step(state, event, now);
    state = step.next();
    effects = step.effects();
    return this;
  }

  /** What one of several places says of what was due at {@code dueAt}. */
  History says(String location, char letter, Instant dueAt) {
    return take(
        seen(
            letter,
            new Event.Look(
                RunId.of(check.item(), dueAt), dueAt, "r-" + location, location, Cause.SCHEDULE)));
  }

  /** Somebody else was asked, and answers. */
  History answered(char letter) {
    now = now.plusSeconds(3);
    return take(
        seen(
            letter,
            new Event.Look(RunId.of(check.item(), now), now, "r-2", "inside", Cause.CONFIRMATION)));
  }

  /** The checklist says something new. */
  History defined(Check changed, boolean elsewhere) {
    check = changed;
    return take(new Event.CheckChanged(elsewhere, false));
  }

  History silence(Duration length) {
    now = now.plus(length);
    return take(new Event.Tick(Instant.MIN));
  }

  /** Time passes up to a moment, and we have heard everything. */
  History until(Instant moment) {
    now = moment;
    return take(new Event.Tick(Instant.MIN));
  }

  ItemState word() {
    return state.word();
  }

  Optional<Instant> wakeAt() {
    return new StateMachine(Rules.of(check)).wakeAt(state, Instant.MIN, now);
  }

  <E extends Effect> List<E> effects(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  Event.Seen seen(char letter, Instant dueAt) {
    return seen(
        letter,
        new Event.Look(RunId.of(check.item(), dueAt), dueAt, "r-1", "outside", Cause.SCHEDULE));
  }

  static Event.Seen seen(char letter, Event.Look look) {
    return switch (letter) {
      case 'p' -> new Event.Passed(look, "fine", Optional.empty());
      case 'w' -> new Event.Passed(look, "fine", Optional.of(new Outcome.Unmet("took < 1s", "2s")));
      case 'f' -> new Event.Failed(look, Samples.failure("broken at " + look.dueAt()));
      case 'b' -> new Event.Blind(look, "no resolver");
      case 'm' -> new Event.Missed(look, "too late", 1);
      default -> throw new IllegalArgumentException("no such run: " + letter);
    };
  }
}
