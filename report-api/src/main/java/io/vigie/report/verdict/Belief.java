package io.vigie.report.verdict;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.contract.due.Silence;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.WatchedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a published state can still be believed. A state that says "passing" is only
 * repeated while results keep arriving here and agree with it, so that neither a broken flow of
 * results nor a broken flow of states ever looks green. A roll-up is believed as far as its members
 * are.
 */
public final class Belief {

  /** Results beyond the item's own threshold before the state is held to be left behind. */
  private static final int RESULTS_OF_GRACE = 2;

  private final Duration margin;

  /**
   * @param margin what a result may be late on its way to us, on top of when silence begins
   */
  public Belief(Duration margin) {
    this.margin = margin;
  }

  /** Judges items that may be members of each other, in their order. */
  public List<Judged> judge(List<WatchedItem> items, Instant now) {
    Map<ItemId, Judged> alone = new HashMap<>();
    items.forEach(item -> alone.put(item.item(), judgeAlone(item, now)));
    return items.stream().map(item -> asMembersAllow(alone.get(item.item()), alone)).toList();
  }

  /** Judges an item by what is known of itself. */
  Judged judgeAlone(WatchedItem item, Instant now) {
    Judged judged = believed(item, now);
    boolean passes = judged.is(ItemState.PASSING);
    return new Judged(
        judged.watched(),
        judged.state(),
        judged.since(),
        judged.reason(),
        judged.doubt(),
        passes ? item.status().flatMap(ItemStatus::warning) : Optional.empty(),
        judged.applies()
            ? MaintenanceWindows.of(item.check().maintenance()).at(now)
            : Optional.empty(),
        item.status().flatMap(ItemStatus::waiver).filter(waiver -> waiver.isActive(now)));
  }

  private Judged believed(WatchedItem item, Instant now) {
    Check check = item.check();
    if (check.notApplicable().isPresent()) {
      return new Judged(
          item,
          ItemState.NOT_APPLICABLE,
          item.status().filter(s -> s.state() == ItemState.NOT_APPLICABLE).map(ItemStatus::since),
          check.notApplicable().get(),
          Optional.empty());
    }
    // A state from when the item did not apply says nothing of one that does.
    Optional<ItemStatus> status = item.status().filter(s -> s.state() != ItemState.NOT_APPLICABLE);
    return status
        .map(published -> weighed(item, published, now))
        .orElseGet(
            () ->
                new Judged(
                    item, ItemState.PENDING, Optional.empty(), "no state yet", Optional.empty()));
  }

  private Judged weighed(WatchedItem item, ItemStatus status, Instant now) {
    if (status.state() == ItemState.WAIVED) {
      return accepted(item, status, now);
    }
    if (status.state() != ItemState.PASSING) {
      return asPublished(item, status);
    }
    Instant newest = newestEvidence(item, status);
    Optional<Instant> silentAt = Silence.silentAt(item.check(), newest);
    if (silentAt.filter(at -> now.isAfter(at.plus(margin))).isPresent()) {
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

  private static Judged asMembersAllow(Judged judged, Map<ItemId, Judged> alone) {
    if (!(judged.watched().check().nature() instanceof RollUp rollUp)
        || !judged.is(ItemState.PASSING)) {
      return judged;
    }
    return new Members(alone)
        .firstDoubted(rollUp)
        .map(member -> doubtful(judged, member))
        .orElse(judged);
  }

  private static Judged doubtful(Judged judged, Judged member) {
    String doubt =
        member.watched().item() + " is not believed: " + member.doubt().orElse(member.reason());
    return new Judged(
        judged.watched(),
        ItemState.STALE,
        member.since(),
        doubt,
        Optional.of(doubt),
        Optional.empty(),
        judged.maintenance(),
        judged.waiver());
  }

  private static Judged asPublished(WatchedItem item, ItemStatus status) {
    return new Judged(
        item, status.state(), Optional.of(status.since()), status.reason(), Optional.empty());
  }

  /** What was accepted until a date fails from then on, whether or not that was published. */
  private static Judged accepted(WatchedItem item, ItemStatus status, Instant now) {
    return status
        .waiver()
        .filter(waiver -> !now.isBefore(waiver.until()))
        .map(
            over -> {
              String doubt = "the waiver of " + over.by() + " ended at " + over.until();
              return new Judged(
                  item, ItemState.FAILING, Optional.of(over.until()), doubt, Optional.of(doubt));
            })
        .orElseGet(() -> asPublished(item, status));
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
