package io.vigie.alert.state;

import io.vigie.alert.state.State.Failing;
import io.vigie.alert.state.State.NotApplicable;
import io.vigie.alert.state.State.Stale;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.due.Silence;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps that time alone makes. Pure; {@link Deadlines} says when they are due. */
record Lapse(StateMachine machine) {

  /** The code of the failure that a heartbeat's silence is. */
  static final String NO_HEARTBEAT = "no-heartbeat";

  /** The code of the failure that the end of a signature is. */
  static final String EXPIRED = "expired";

  private static final String PHASE = "silence";

  Step tick(State state, Instant awakeSince, Instant now) {
    if (state instanceof NotApplicable || rules().mode() == Mode.ROLL_UP) {
      return Step.to(state);
    }
    return rounds(state, awakeSince, now)
        .then(next -> doubt(next, awakeSince, now))
        .then(next -> maintenance(next, now))
        .then(next -> silence(next, awakeSince, now))
        .then(next -> maintenance(next, now));
  }

  private Rules rules() {
    return machine.rules();
  }

  private Deadlines deadlines() {
    return new Deadlines(rules());
  }

  private Step rounds(State state, Instant awakeSince, Instant now) {
    if (!isOver(deadlines().roundEnds(state, awakeSince), now)) {
      return Step.to(state);
    }
    Instant latest = now.minus(deadlines().roundLasts());
    Rounds open = new Rounds(state.track().rounds());
    return rules()
        .vantage()
        .map(vantage -> machine.settled(state, open.closed(latest, vantage), now))
        .orElseGet(() -> Step.to(state));
  }

  private Step doubt(State state, Instant awakeSince, Instant now) {
    Optional<Doubt> doubt = state.track().doubt();
    if (doubt.isEmpty() || !isOver(deadlines().doubtEnds(state, awakeSince), now)) {
      return Step.to(state);
    }
    String why = Sentence.NO_ANSWER.of(rules().doubt().toSeconds());
    return new Doubts(rules()).unanswered(state, doubt.get(), why, now);
  }

  private Step maintenance(State state, Instant now) {
    return state instanceof Failing failing
        ? machine.incidents().released(failing, failing.track(), now)
        : Step.to(state);
  }

  private Step silence(State state, Instant awakeSince, Instant now) {
    Optional<Instant> end = deadlines().silence(state, awakeSince);
    if (!isOver(end, now)) {
      return Step.to(state);
    }
    return switch (rules().mode()) {
      case HEARTBEAT ->
          isOver(deadlines().lapsed(state, awakeSince), now)
              ? stopped(state, awakeSince, now)
              : stale(state, now);
      case ATTESTATION -> expired(state, now);
      case CHECK, ROLL_UP -> stale(state, now);
    };
  }

  private static Step stale(State state, Instant now) {
    String reason = state.lastDueAt().map(last -> "no result since " + last).orElse("never seen");
    return Step.moved(state, new Stale(now, state.track(), state.incident()), reason);
  }

  private Step stopped(State state, Instant awakeSince, Instant now) {
    Instant heard = Deadlines.heard(state, awakeSince);
    Instant expected = Silence.expected(rules().check(), heard).orElse(heard);
    String summary =
        state
            .lastDueAt()
            .map(last -> Sentence.NO_SIGN_SINCE.of(last, expected))
            .orElseGet(() -> Sentence.NO_SIGN_YET.of(expected));
    return failed(state, expected, NO_HEARTBEAT, summary, now);
  }

  private Step expired(State state, Instant now) {
    Instant signed = state.track().lastPassedAt().orElse(state.since());
    Instant end = Silence.silentAt(rules().check(), signed).orElse(signed);
    return failed(state, end, EXPIRED, Sentence.SIGNED.of(signed, end), now);
  }

  private Step failed(State state, Instant at, String code, String summary, Instant now) {
    Outcome.Failure failure = new Outcome.Failure(code, PHASE, summary, List.of());
    Track track = state.track().silent(at, failure);
    return state.incident().isPresent()
        ? Incidents.failingStill(state, track, summary, now)
        : machine.incidents().confirmed(state, track, at, failure, "", now);
  }

  private static boolean isOver(Optional<Instant> end, Instant now) {
    return end.isPresent() && !now.isBefore(end.get());
  }
}
