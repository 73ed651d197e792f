package io.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is otherwise about an item.
 *
 * @param fields the keys that differ, each with the value that it has and the one that it would
 *     have; empty where only what nobody shows differs
 */
record PlannedChange(
    Difference.Changed item, boolean becomesNotApplicable, Map<String, Values> fields) {

  /** Before and after. */
  record Values(String before, String after) {}

  /**
   * Compares an item with what is watched.
   *
   * @param watched the answer of the running Vigie for this item
   */
  static PlannedChange of(Difference.Changed item, JsonNode watched) {
    var before = Fields.of(watched);
    Map<String, Values> fields = new LinkedHashMap<>();
    Fields.of(item.now())
        .forEach(
            (key, after) -> {
              var old = before.getOrDefault(key, "");
              if (!old.equals(after)) {
                fields.put(key, new Values(old, after));
              }
            });
    return new PlannedChange(
        item, item.becomesNotApplicable(watched.path("state").asText()), fields);
  }
}
