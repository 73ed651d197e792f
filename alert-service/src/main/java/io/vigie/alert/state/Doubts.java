package io.vigie.alert.state;

import io.vigie.alert.state.Effect.ConfirmationWanted;
import io.vigie.alert.state.Effect.Retold;
import io.vigie.alert.state.State.Stale;
import io.vigie.alert.state.State.Unknown;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Steps with a failure that somebody else must see too before it is believed. Pure. */
record Doubts(Rules rules) {

  /** The thresholds are reached: somebody else is asked, once. */
  Step raised(State state, Track track, Event.Failed event, Instant now) {
    String summary = event.failure().summary();
    if (track.doubt().isPresent()) {
      return unconfirmed(state, track, summary, now);
    }
    Doubt doubt = new Doubt(event.dueAt(), now, event.failure());
    return unconfirmed(state, track.doubting(Optional.of(doubt)), summary, now)
        .and(
            new ConfirmationWanted(event.dueAt(), placeToAsk(event.look()), event.look().runner()));
  }

  /** A failure that is not believed yet. */
  static Step unconfirmed(State state, Track track, String summary, Instant now) {
    return state instanceof Stale
        ? Step.moved(
            state,
            new Unknown(now, track, Optional.empty()),
            "the first result after silence failed and is not confirmed yet: " + summary)
        : Step.to(state.with(track));
  }

  /** Whoever was asked answers. An answer to what nobody asks any more changes nothing. */
  Step confirmation(State state, Event.Seen seen, Instant now) {
    Optional<Doubt> asked =
        state.track().doubt().filter(doubt -> seen.dueAt().isAfter(doubt.dueAt()));
    return asked.map(doubt -> answered(state, doubt, seen, now)).orElseGet(() -> Step.to(state));
  }

  private Step answered(State state, Doubt doubt, Event.Seen seen, Instant now) {
    String who = seen.look().runner() + " at " + seen.look().location();
    return switch (seen) {
      case Event.Passed passed -> {
        String reason = "a failure was not confirmed by " + who + ": " + passed.summary();
        yield Step.to(state.with(state.track().unbelieved())).and(new Retold(reason));
      }
      case Event.Failed failed ->
          believed(
              state.with(state.track().seen(failed.by(), true, now)),
              doubt,
              failed.failure(),
              Sentence.CONFIRMED_BY.of("", seen.look().runner(), seen.look().location()),
              now);
      case Event.Blind blind -> unanswered(state, doubt, blind.summary(), now);
      case Event.Missed missed -> unanswered(state, doubt, missed.summary(), now);
    };
  }

  /** Nobody could confirm it, or nobody did in time: it is believed all the same. */
  Step unanswered(State state, Doubt doubt, String why, Instant now) {
    String remark = Sentence.NOT_CONFIRMED.of("", why);
    return believed(state, doubt, doubt.failure(), remark, now);
  }

  private Step believed(
      State state, Doubt doubt, Outcome.Failure failure, String remark, Instant now) {
    return new Incidents(rules)
        .confirmed(state, state.track(), doubt.dueAt(), failure, remark, now);
  }

  private String placeToAsk(Event.Look look) {
    return rules
        .confirm()
        .map(
            confirm ->
                switch (confirm) {
                  case Confirm.AtLocation(String location) -> location;
                  case Confirm.DifferentRunner() -> look.location();
                })
        .orElse(look.location());
  }
}
