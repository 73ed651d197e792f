package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.RecordModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what holds for all items of a file into an item that does not say otherwise. */
record Defaults(Mapping written) {

  /** Whoever says one of these says when; another one is not added. */
  static final List<String> TRIGGERS = List.of("every", "cron", "at", "on");

  /** Those of a file that says nothing for all. */
  static final Defaults NONE = new Defaults(new Mapping(Map.of(), Position.NOWHERE));

  private static final Set<String> KEYS = Set.copyOf(RecordModel.of(DefaultsForm.class).keys());

  /** The defaults of a file; that they say once when is judged here, and not for each item. */
  static Defaults of(Written top) {
    if (!top.has("defaults") || !(top.find("defaults").node() instanceof Mapping mapping)) {
      return NONE;
    }
    Written written = new Written(mapping, "defaults", top.findings());
    List<String> named = TRIGGERS.stream().filter(written::has).toList();
    Schedules.refuseSecond(written, "the defaults", TRIGGERS);
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(mapping.entries());
    named.stream().skip(1).forEach(entries::remove);
    return new Defaults(new Mapping(entries, mapping.at()));
  }

  /** The item with every default that it takes and does not have. */
  Mapping into(Mapping item, Decider decider) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(item.entries());
    boolean saysWhen = TRIGGERS.stream().anyMatch(entries::containsKey);
    written
        .entries()
        .forEach(
            (key, entry) -> {
              boolean wanted = KEYS.contains(key) && decider.takesByDefault(key);
              if (wanted && !(saysWhen && TRIGGERS.contains(key)) && !isBesides(key, entries)) {
                entries.putIfAbsent(key, entry);
              }
            });
    return new Mapping(entries, item.at());
  }

  /** Hours say nothing of an item that is not due by time, a quorum nothing of one location. */
  private static boolean isBesides(String key, Map<String, Mapping.Entry> entries) {
    return (key.equals("between") && entries.containsKey("on"))
        || (key.equals("quorum") && entries.containsKey("location"));
  }
}
