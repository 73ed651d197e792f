package io.vigie.report.verdict;

import io.vigie.contract.state.ItemState;
import io.vigie.report.record.WatchedItem;
import java.time.Instant;
import java.util.Optional;

/**
 * An item with the state that we stand by now. It differs from the published state where that is no
 * longer believable; {@code doubt} then says why.
 *
 * @param since how long the item has been in the state, where that is known
 */
public record Judged(
    WatchedItem watched,
    ItemState state,
    Optional<Instant> since,
    String reason,
    Optional<String> doubt) {

  public boolean is(ItemState wanted) {
    return state == wanted;
  }

  /** True for whatever is not known: neither seen to pass nor seen to fail. */
  public boolean isInTheDark() {
    return switch (state) {
      case PENDING, UNKNOWN, STALE -> true;
      case PASSING, FAILING, NOT_APPLICABLE -> false;
    };
  }
}
