package io.vigie.alert.state;

import io.vigie.alert.state.Effect.Cause;
import io.vigie.alert.state.Effect.Retold;
import io.vigie.alert.state.State.Failing;
import io.vigie.alert.state.State.NotApplicable;
import io.vigie.alert.state.State.Passing;
import io.vigie.alert.state.State.Pending;
import io.vigie.alert.state.State.Stale;
import io.vigie.alert.state.State.Unknown;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Nature.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps that the checklists make, and those that the members of a roll-up make. Pure. */
record Redefinition(Rules rules) {

  /** The checklist says something new of the item. */
  Step changed(State state, Event.CheckChanged event, Instant now) {
    Optional<String> why = rules.check().notApplicable();
    if (why.isPresent()) {
      return excluded(state, why.get(), now);
    }
    if (state instanceof NotApplicable) {
      return begun(state, now);
    }
    return event.looksElsewhere() ? elsewhere(state, now) : refreshed(state, event, now);
  }

  /** The checklist no longer has the item. */
  static Step removed(State state, Instant now) {
    String reason = Sentence.REMOVED.of();
    Pending next = new Pending(now, state.track().restarted(now));
    return Incidents.over(state, next, reason, reason, Cause.REMOVED);
  }

  private static Step excluded(State state, String why, Instant now) {
    if (state instanceof NotApplicable excluded) {
      State renamed = new NotApplicable(excluded.since(), excluded.track(), why);
      return excluded.why().equals(why) ? Step.to(state) : Step.to(renamed).and(new Retold(why));
    }
    NotApplicable next = new NotApplicable(now, state.track().restarted(now), why);
    String resolution = Sentence.NO_LONGER_APPLIES.of(why);
    return Incidents.over(state, next, why, resolution, Cause.NO_LONGER_APPLIES);
  }

  private Step begun(State state, Instant now) {
    Pending next = new Pending(now, state.track().restarted(now));
    Step step = Step.moved(state, next, rules.beginning());
    return state instanceof Pending ? step.and(new Retold(rules.beginning())) : step;
  }

  /** What was announced stays open until what decides now has spoken; other items never do. */
  private Step elsewhere(State state, Instant now) {
    if (rules.mode() == Mode.ROLL_UP && state.incident().isPresent()) {
      Pending next = new Pending(now, state.track().restarted(now));
      String resolution = Sentence.NO_LONGER_APPLIES.of(Sentence.OTHERS_DECIDE.of());
      return Incidents.over(state, next, rules.beginning(), resolution, Cause.NO_LONGER_APPLIES);
    }
    boolean staysUntilSeen = rules.mode() == Mode.CHECK && !(state instanceof Failing);
    return state.incident().isPresent() || staysUntilSeen
        ? Step.to(state.with(state.track().restarted(now)))
        : begun(state, now);
  }

  private Step refreshed(State state, Event.CheckChanged event, Instant now) {
    Track trimmed = state.track().trimmed(rules.thresholds().of());
    Track track = rules.vantage().isPresent() ? trimmed : trimmed.with(List.of());
    boolean anew = rules.mode() == Mode.CHECK || event.dueAnew();
    return Step.to(state.with(anew ? track.refreshed(now) : track));
  }

  /** The members of a roll-up say so. What does not apply stays what it is. */
  Step computed(State state, Event.MembersChanged event, Instant now) {
    if (rules.mode() != Mode.ROLL_UP || !rules.check().applies()) {
      return Step.to(state);
    }
    return state.word() == event.state()
        ? Step.to(state).and(new Retold(event.reason()))
        : Step.moved(state, computedState(event, state.track(), now), event.reason());
  }

  private static State computedState(Event.MembersChanged event, Track track, Instant now) {
    return switch (event.state()) {
      case PENDING -> new Pending(now, track);
      case PASSING -> new Passing(now, track);
      case FAILING, WAIVED -> new Failing(now, track, Optional.empty(), Optional.empty());
      case UNKNOWN -> new Unknown(now, track, Optional.empty());
      case STALE -> new Stale(now, track, Optional.empty());
      case NOT_APPLICABLE -> new NotApplicable(now, track, event.reason());
    };
  }
}
