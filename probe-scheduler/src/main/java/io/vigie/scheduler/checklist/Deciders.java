package io.vigie.scheduler.checklist;

import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.NearestWord;
import io.vigie.probe.settings.SettingsReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the one key of an item that says what decides about it. */
final class Deciders {

  private final Map<String, ProbeKind<?>> kinds;
  private final SettingsReader<ItemForm> items;

  Deciders(Map<String, ProbeKind<?>> kinds) {
    this.kinds = kinds;
    this.items = SettingsReader.of(ItemForm.class).besides(kinds.keySet());
  }

  /**
   * What decides about an item.
   *
   * @param kind present for an item that is looked at
   */
  record Found(Decider decider, Optional<ProbeKind<?>> kind) {}

  /** What the item says besides its kind. */
  Salvage<ItemForm> form(Written item) {
    return Salvage.of(items, item);
  }

  /** The one decider; none or several are reported. */
  Optional<Found> of(Written item) {
    List<String> named =
        item.mapping().entries().keySet().stream().filter(this::isDecider).toList();
    if (named.isEmpty()) {
      refuseNone(item);
      return Optional.empty();
    } else if (named.size() > 1) {
      item.errorAtKey(
          "an item must have one kind, was " + String.join(" and ", named), named.get(1));
      return Optional.empty();
    }
    return Optional.of(found(named.getFirst()));
  }

  private Found found(String name) {
    return Arrays.stream(Decider.values())
        .filter(decider -> decider.key().equals(name))
        .findFirst()
        .map(decider -> new Found(decider, Optional.empty()))
        .orElseGet(() -> new Found(Decider.PROBE, Optional.of(kinds.get(name))));
  }

  private boolean isDecider(String key) {
    return kinds.containsKey(key)
        || (!key.isEmpty()
            && Arrays.stream(Decider.values()).anyMatch(decider -> decider.key().equals(key)));
  }

  /** A key that is nearly a decider was reported already, with the decider as the nearest. */
  private void refuseNone(Written item) {
    boolean misspelt =
        item.mapping().entries().keySet().stream()
            .filter(key -> !items.keys().contains(key))
            .flatMap(key -> NearestWord.to(key, items.keys()).stream())
            .anyMatch(this::isDecider);
    if (!misspelt) {
      item.error(
          "must have one of the kinds "
              + String.join(", ", new TreeSet<>(kinds.keySet()))
              + ", or heartbeat, attest or rollup, was without any");
    }
  }
}
