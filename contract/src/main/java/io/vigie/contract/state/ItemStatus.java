package io.vigie.contract.state;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of an item after a change, complete in itself: whoever has the newest needs no older
 * one. The version grows with each change of the item, so that a late or repeated message is
 * recognised.
 */
public record ItemStatus(
    ItemId item,
    long version,
    ItemState state,
    Instant since,
    Instant asOf,
    String reason,
    Optional<IncidentId> incident) {}
