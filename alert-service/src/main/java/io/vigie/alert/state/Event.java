package io.vigie.alert.state;

import io.vigie.contract.alert.Sightings;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import java.time.Instant;
import java.util.Optional;

/** What can happen to an item. */
public sealed interface Event {

  /**
   * Who looked, from where, at what was due when, and why.
   *
   * @param attempts how often it was tried
   */
  record Look(RunId run, Instant dueAt, String runner, String location, Cause cause, int attempts) {

    /** At the first attempt. */
    Look(RunId run, Instant dueAt, String runner, String location, Cause cause) {
      this(run, dueAt, runner, location, cause, 1);
    }
  }

  /** A run ended, one way or another. */
  sealed interface Seen extends Event {
    Look look();

    default Instant dueAt() {
      return look().dueAt();
    }
  }

  /**
   * The target was judged good.
   *
   * @param warning what does not hold that should
   */
  record Passed(Look look, String summary, Optional<Outcome.Unmet> warning) implements Seen {}

  /**
   * The target was judged bad.
   *
   * @param by who saw it, where several looked
   */
  record Failed(Look look, Outcome.Failure failure, Sightings by) implements Seen {

    /** Seen by who looked. */
    Failed(Look look, Outcome.Failure failure) {
      this(look, failure, Sightings.of(look.runner(), look.attempts()));
    }
  }

  /**
   * We could not look.
   *
   * @param summary with the code at its end, by which such runs are counted
   */
  record Blind(Look look, String summary) implements Seen {}

  /**
   * Nobody looked in time.
   *
   * @param runs how many runs in a row
   */
  record Missed(Look look, String summary, long runs) implements Seen {}

  /**
   * Time passed.
   *
   * @param awakeSince since when we have been listening without a gap; silence before that was ours
   */
  record Tick(Instant awakeSince) implements Event {}

  /**
   * The checklist says something new of the item.
   *
   * @param looksElsewhere true when something else decides about it now, so that what was seen says
   *     nothing of what is asked now
   * @param dueAnew true when it is due at other times now
   */
  record CheckChanged(boolean looksElsewhere, boolean dueAnew) implements Event {}

  /** A person accepts that the item fails, or nobody does any more; the rules say which. */
  record WaiverChanged() implements Event {}

  /** The items that decide about this one say so. */
  record MembersChanged(ItemState state, String reason) implements Event {}

  /** The checklist no longer has the item. */
  record Removed() implements Event {}

  static Seen of(Result result) {
    Look look =
        new Look(
            result.run(),
            result.dueAt(),
            result.seer().runner(),
            result.seer().location(),
            result.cause().orElse(Cause.SCHEDULE),
            result.attempts().orElse(1));
    return switch (result.outcome()) {
      case Outcome.Passed passed ->
          new Passed(look, passed.summary(), passed.warnings().stream().findFirst());
      case Outcome.Failed failed -> new Failed(look, failed.failure());
      case Outcome.Blind blind -> new Blind(look, blind.summary() + " (" + blind.code() + ")");
      case Outcome.Missed missed -> new Missed(look, missed.summary(), missed.runs().orElse(1L));
    };
  }
}
