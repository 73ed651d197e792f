package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which jobs one runner of a location takes alone, so that it can keep them apart: beside those
 * whose effect says so, those of every other item that looks from the same location at a target
 * that may lock out (docs/adr/0010). The items of a target lie in partitions of several schedulers;
 * so each learns them from the checklists, which all of them read. Thread-safe.
 */
public final class Seclusion {

  private final Function<ProbeOrder, Optional<String>> targets;
  private volatile Set<ItemId> neighbours = Set.of();

  /**
   * Knows of no neighbours yet.
   *
   * @param targets the host that an order looks at, where that is known
   */
  public Seclusion(Function<ProbeOrder, Optional<String>> targets) {
    this.targets = targets;
  }

  /** Takes note of all that is watched. */
  public void learn(Collection<Check> checks) {
    Set<Place> guarded = new HashSet<>();
    for (Check check : checks) {
      if (effect(check).equals(Optional.of(Effect.MAY_LOCK_OUT))) {
        guarded.addAll(places(check));
      }
    }
    Set<ItemId> found = new HashSet<>();
    if (!guarded.isEmpty()) {
      for (Check check : checks) {
        if (places(check).stream().anyMatch(guarded::contains)) {
          found.add(check.item());
        }
      }
    }
    neighbours = Set.copyOf(found);
  }

  /** Whether an item looks at what another's probe must be alone with. */
  public boolean holds(ItemId item) {
    return neighbours.contains(item);
  }

  /** A host, as it is seen from a location. */
  private record Place(String location, String host) {}

  private Set<Place> places(Check check) {
    Set<Place> places = new HashSet<>();
    check
        .order()
        .filter(_ -> check.applies())
        .flatMap(targets)
        .ifPresent(
            host -> check.locations().forEach(location -> places.add(new Place(location, host))));
    return places;
  }

  private static Optional<Effect> effect(Check check) {
    return check.order().flatMap(ProbeOrder::effect);
  }
}
