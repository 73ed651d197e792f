package io.vigie.alert.state;

import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Instant;

/** What can happen to an item. */
public sealed interface Event {

  /** A run ended, one way or another. */
  sealed interface Seen extends Event {
    RunId run();

    Instant dueAt();
  }

  /** The target was judged good. */
  record Passed(RunId run, Instant dueAt, String summary) implements Seen {}

  /** The target was judged bad. */
  record Failed(RunId run, Instant dueAt, Outcome.Failure failure) implements Seen {}

  /** We could not look. */
  record Blind(RunId run, Instant dueAt, String summary) implements Seen {}

  /** Nobody looked in time. */
  record Missed(RunId run, Instant dueAt, String summary) implements Seen {}

  /**
   * Time passed.
   *
   * @param awakeSince since when we have been listening without a gap; silence before that was ours
   */
  record Tick(Instant awakeSince) implements Event {}

  /**
   * The checklist says something new of the item.
   *
   * @param looksElsewhere true when it is probed differently, so that what was seen says nothing of
   *     what is asked now
   */
  record CheckChanged(boolean looksElsewhere) implements Event {}

  /** The checklist no longer has the item. */
  record Removed() implements Event {}

  static Seen of(Result result) {
    return switch (result.outcome()) {
      case Outcome.Passed passed -> new Passed(result.run(), result.dueAt(), passed.summary());
      case Outcome.Failed failed -> new Failed(result.run(), result.dueAt(), failed.failure());
      case Outcome.Blind blind -> new Blind(result.run(), result.dueAt(), blind.summary());
      case Outcome.Missed missed -> new Missed(result.run(), result.dueAt(), missed.summary());
    };
  }
}
