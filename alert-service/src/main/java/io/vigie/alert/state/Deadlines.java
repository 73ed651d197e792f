package io.vigie.alert.state;

import io.vigie.alert.state.State.Failing;
import io.vigie.alert.state.State.NotApplicable;
import io.vigie.alert.state.State.Passing;
import io.vigie.alert.state.State.Stale;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.due.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When time alone changes what is believed. Silence before {@code awakeSince} was ours and is no
 * reason for anything. Pure.
 */
record Deadlines(Rules rules) {

  /** What a result may take from the end of its run to us. */
  static final Duration TRAVEL = Duration.ofSeconds(10);

  /** When to let time pass for an item at the latest; empty where time changes nothing. */
  Optional<Instant> next(State state, Instant awakeSince, Instant now) {
    Optional<Instant> waived = rules.waiver().map(Waiver::until);
    if (state instanceof NotApplicable || rules.mode() == Mode.ROLL_UP) {
      return waived;
    }
    return Stream.of(
            waived,
            silence(state, awakeSince),
            roundEnds(state, awakeSince),
            doubtEnds(state, awakeSince),
            heldUntil(state, now))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  /** When silence says something that it has not said yet. */
  Optional<Instant> silence(State state, Instant awakeSince) {
    return switch (rules.mode()) {
      case CHECK ->
          state instanceof Stale ? Optional.empty() : silentSince(heard(state, awakeSince));
      case HEARTBEAT -> earliest(lapsed(state, awakeSince), doubtful(state, awakeSince));
      case ATTESTATION -> expired(state, awakeSince);
      case ROLL_UP -> Optional.empty();
    };
  }

  /**
   * When a heartbeat is known to have stopped: one was expected while we listened, and has not come
   * within its grace, nor, before anything was heard, within the time that what was written before
   * we listened needs to us.
   */
  Optional<Instant> lapsed(State state, Instant awakeSince) {
    if (state instanceof Failing) {
      return Optional.empty();
    }
    Optional<Instant> silent = silentSince(heard(state, awakeSince));
    return awakeSince.isAfter(state.track().freshAt())
        ? silent.map(at -> later(at, awakeSince.plus(Silence.LEAST)))
        : silent;
  }

  /** From when a beat was to be heard that would be heard by now. */
  static Instant heard(State state, Instant awakeSince) {
    return later(state.track().freshAt(), awakeSince);
  }

  /** When a heartbeat is late, but may have come while we did not listen. */
  private Optional<Instant> doubtful(State state, Instant awakeSince) {
    if (state instanceof Failing || state instanceof Stale) {
      return Optional.empty();
    }
    Duration grace = rules.check().schedule().grace();
    Duration settling = grace.compareTo(Silence.LEAST) > 0 ? grace : Silence.LEAST;
    return silentSince(state.track().freshAt())
        .map(silent -> later(silent, awakeSince.plus(settling)));
  }

  private Optional<Instant> expired(State state, Instant awakeSince) {
    return state instanceof Passing
        ? state
            .track()
            .lastPassedAt()
            .flatMap(this::silentSince)
            .map(end -> later(end, awakeSince.plus(Silence.LEAST)))
        : Optional.empty();
  }

  private Optional<Instant> silentSince(Instant heard) {
    return Silence.silentAt(rules.check(), heard);
  }

  /** When the oldest round that is open is over, whoever has not spoken. */
  Optional<Instant> roundEnds(State state, Instant awakeSince) {
    return rules
        .vantage()
        .flatMap(_ -> state.track().rounds().stream().findFirst())
        .map(round -> later(round.dueAt(), awakeSince).plus(roundLasts()));
  }

  /** How long after its due time a round is over. */
  Duration roundLasts() {
    return rules.longestRun().plus(rules.check().schedule().grace()).plus(TRAVEL);
  }

  /** When it is too late for somebody else to see a failure too. */
  Optional<Instant> doubtEnds(State state, Instant awakeSince) {
    return state
        .track()
        .doubt()
        .map(doubt -> later(doubt.askedAt(), awakeSince).plus(rules.doubt()));
  }

  /** When the maintenance is over that keeps an incident from being opened. */
  Optional<Instant> heldUntil(State state, Instant now) {
    return state instanceof Failing failing
            && failing.held().isPresent()
            && rules.maintenance().covers(now)
        ? Optional.of(rules.maintenance().endOf(now))
        : Optional.empty();
  }

  private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
