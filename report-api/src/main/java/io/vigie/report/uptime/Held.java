package io.vigie.report.uptime;

import io.vigie.contract.state.ItemState;
import java.time.Instant;
import java.util.Optional;

/**
 * A state and from when on an item was in it.
 *
 * @param state none while the item was in no checklist
 */
public record Held(Instant since, Optional<ItemState> state) {

  public static Held of(Instant since, ItemState state) {
    return new Held(since, Optional.of(state));
  }
}
