package io.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** An item as a running Vigie watches it, in brief. */
record Watched(String item, String title, String revision, String route) {

  /** What {@code GET /api/v1/definitions} answered, by item. */
  static Map<String, Watched> of(JsonNode definitions) {
    Map<String, Watched> watched = new TreeMap<>();
    for (JsonNode one : definitions) {
      var item =
          new Watched(
              text(one, "item"), text(one, "title"), text(one, "revision"), text(one, "route"));
      watched.put(item.item(), item);
    }
    return watched;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
