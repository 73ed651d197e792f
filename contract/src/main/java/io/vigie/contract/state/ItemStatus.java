package io.vigie.contract.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of an item after a change, complete in itself: whoever has the newest needs no older
 * one. The version grows with each change of the item, so that a late or repeated message is
 * recognised.
 *
 * @param warning what does not hold that should, of an item that passes
 * @param waiver who accepts that it fails, whether it does or not
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ItemStatus(
    ItemId item,
    long version,
    ItemState state,
    Instant since,
    Instant asOf,
    String reason,
    Optional<IncidentId> incident,
    Optional<String> warning,
    Optional<Waiver> waiver) {

  /** A state that nobody has waived. */
  public ItemStatus(
      ItemId item,
      long version,
      ItemState state,
      Instant since,
      Instant asOf,
      String reason,
      Optional<IncidentId> incident,
      Optional<String> warning) {
    this(item, version, state, since, asOf, reason, incident, warning, Optional.empty());
  }

  /** A state without a warning. */
  public ItemStatus(
      ItemId item,
      long version,
      ItemState state,
      Instant since,
      Instant asOf,
      String reason,
      Optional<IncidentId> incident) {
    this(item, version, state, since, asOf, reason, incident, Optional.empty());
  }
}
