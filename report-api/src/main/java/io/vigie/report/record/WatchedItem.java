package io.vigie.report.record;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * What must be known of an item to judge and list it: its meaning in brief, the newest published
 * state, the newest results.
 *
 * @param patience how long after a due time a result may arrive before the item is stale
 * @param decidedBy how many results its state is decided by
 */
public record WatchedItem(
    ItemId item,
    String systemTitle,
    String title,
    String category,
    Severity severity,
    Duration patience,
    int decidedBy,
    Optional<ItemStatus> status,
    Optional<Pulse> pulse) {}
