package io.vigie.report.verdict;

import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.Severity;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.contract.state.ItemState;
import io.vigie.report.record.WatchedItem;
import java.time.Instant;
import java.util.Optional;

/**
 * An item with the state that we stand by now. It differs from the published state where that is no
 * longer believable; {@code doubt} then says why.
 *
 * @param since how long the item has been in the state, where that is known
 * @param warning what does not hold that should, of an item that passes
 * @param maintenance what is done now, during which no incident is opened
 * @param waiver who accepts until when that it fails, whether it does or not
 */
public record Judged(
    WatchedItem watched,
    ItemState state,
    Optional<Instant> since,
    String reason,
    Optional<String> doubt,
    Optional<String> warning,
    Optional<MaintenanceWindows.Span> maintenance,
    Optional<Waiver> waiver) {

  /** Without a warning, not under maintenance, and accepted by nobody. */
  public Judged(
      WatchedItem watched,
      ItemState state,
      Optional<Instant> since,
      String reason,
      Optional<String> doubt) {
    this(
        watched, state, since, reason, doubt, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public boolean is(ItemState wanted) {
    return state == wanted;
  }

  /** True for whatever is not known: neither seen to pass nor seen to fail. */
  public boolean isInTheDark() {
    return switch (state) {
      case PENDING, UNKNOWN, STALE -> true;
      case PASSING, FAILING, WAIVED, NOT_APPLICABLE -> false;
    };
  }

  /** True for what fails, whether somebody accepts that or not. */
  public boolean isSeenToFail() {
    return state == ItemState.FAILING || state == ItemState.WAIVED;
  }

  /** False for an item that is shown but does not count. */
  public boolean applies() {
    return state != ItemState.NOT_APPLICABLE;
  }

  public Optional<Phase> phase() {
    return watched.check().meaning().phase();
  }

  public boolean isRecommended() {
    return watched.check().meaning().binding() == Polarity.RECOMMENDED;
  }

  /** What the item does to the verdict. */
  public Bearing bearing() {
    return Bearing.of(watched.severity(), isRecommended());
  }

  /** As how severe it is counted: what is only recommended counts as little as possible. */
  public Severity weighsAs() {
    return isRecommended() ? Severity.P2 : watched.severity();
  }
}
