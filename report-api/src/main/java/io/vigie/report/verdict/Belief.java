package io.vigie.report.verdict;

import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.WatchedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a published state can still be believed. A state that says "passing" is only
 * repeated while results keep arriving here and agree with it, so that neither a broken flow of
 * results nor a broken flow of states ever looks green.
 */
public final class Belief {

  /** Results beyond the item's own threshold before the state is held to be left behind. */
  private static final int RESULTS_OF_GRACE = 2;

  private final Duration margin;

  /**
   * @param margin what a result may be late on its way to us, on top of the item's patience
   */
  public Belief(Duration margin) {
    this.margin = margin;
  }

  public Judged judge(WatchedItem item, Instant now) {
    if (item.status().isEmpty()) {
      return new Judged(
          item, ItemState.PENDING, Optional.empty(), "no state yet", Optional.empty());
    }
    ItemStatus status = item.status().get();
    if (status.state() != ItemState.PASSING) {
      return asPublished(item, status);
    }
    Instant newest = newestEvidence(item, status);
    if (now.isAfter(newest.plus(item.patience()).plus(margin))) {
      return silent(item, newest, now);
    }
    return item.pulse()
        .filter(pulse -> pulse.failuresSincePass() >= item.decidedBy() + RESULTS_OF_GRACE)
        .map(pulse -> leftBehind(item, pulse))
        .orElseGet(() -> asPublished(item, status));
  }

  private static Instant newestEvidence(WatchedItem item, ItemStatus status) {
    return item.pulse()
        .map(Pulse::dueAt)
        .filter(due -> due.isAfter(status.asOf()))
        .orElse(status.asOf());
  }

  private static Judged asPublished(WatchedItem item, ItemStatus status) {
    return new Judged(
        item, status.state(), Optional.of(status.since()), status.reason(), Optional.empty());
  }

  private static Judged silent(WatchedItem item, Instant newest, Instant now) {
    String doubt = "no result for " + Spans.words(Duration.between(newest, now));
    return new Judged(item, ItemState.STALE, Optional.of(newest), doubt, Optional.of(doubt));
  }

  private static Judged leftBehind(WatchedItem item, Pulse pulse) {
    String doubt =
        "the last "
            + pulse.failuresSincePass()
            + " results failed, but the state has not followed: "
            + pulse.summary();
    return new Judged(
        item, ItemState.UNKNOWN, Optional.of(pulse.finishedAt()), doubt, Optional.of(doubt));
  }
}
