package io.vigie.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Judged;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A gauge for each state of each item. They stay from one look to the next, and only what they show
 * changes: to make them anew for two thousand items took longer than all else that is shown.
 */
final class ItemStateGauges {

  private final MeterRegistry registry;
  private final Map<ItemId, Shown> shown = new HashMap<>();

  ItemStateGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What is shown of one item. */
  private static final class Shown {
    private volatile ItemState state;
    private final List<Meter> gauges;

    Shown(MeterRegistry registry, Judged judged) {
      state = judged.state();
      gauges = Arrays.stream(ItemState.values()).map(one -> gauge(registry, judged, one)).toList();
    }

    private Meter gauge(MeterRegistry registry, Judged judged, ItemState of) {
      ItemId item = judged.watched().item();
      return Gauge.builder("vigie.item.state", this, it -> it.state == of ? 1 : 0)
          .description("1 for the state that the item is in, 0 for the others")
          .tags(
              Tags.of(
                  "system", item.system(), "environment", item.environment(), "item", item.item()))
          .tag("state", of.word())
          .register(registry);
    }
  }

  /** Shows these and no others. */
  void show(List<Judged> items) {
    Set<ItemId> gone = new HashSet<>(shown.keySet());
    for (Judged judged : items) {
      ItemId item = judged.watched().item();
      gone.remove(item);
      shown.computeIfAbsent(item, _ -> new Shown(registry, judged)).state = judged.state();
    }
    gone.forEach(item -> shown.remove(item).gauges.forEach(registry::remove));
  }
}
