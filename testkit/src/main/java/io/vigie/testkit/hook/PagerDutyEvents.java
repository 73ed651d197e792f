package io.vigie.testkit.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PagerDuty's Events API version 2: what is open by {@code dedup_key}. A trigger of what is open
 * opens nothing more, and a resolve of what is not open does nothing. Thread-safe.
 */
public final class PagerDutyEvents implements HookProtocol {

  /** The key of the one integration; not a secret of anybody. */
  public static final String ROUTING_KEY = "fa4ero1t1n9kef0rpa9erdutyevents2";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST = 512 * 1024;
  private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

  private final Map<String, JsonNode> open = new LinkedHashMap<>();
  private int pages;

  @Override
  public synchronized HookAnswer answer(HookRequest request) {
    JsonNode event = request.json();
    List<String> errors = errors(request, event);
    if (!errors.isEmpty()) {
      return HookAnswer.json(
          400,
          JSON.createObjectNode()
              .put("status", "invalid event")
              .put("message", "Event object is invalid")
              .set("errors", JSON.valueToTree(errors))
              .toString());
    }
    String key = event.path("dedup_key").asText("generated");
    apply(event, key);
    return HookAnswer.json(
        202,
        JSON.createObjectNode()
            .put("status", "success")
            .put("message", "Event processed")
            .put("dedup_key", key)
            .toString());
  }

  private void apply(JsonNode event, String key) {
    switch (event.path("event_action").asText()) {
      case "trigger" -> pages += open.put(key, event) == null ? 1 : 0;
      case "resolve" -> open.remove(key);
      default -> {
        // An acknowledgement leaves it open.
      }
    }
  }

  private static List<String> errors(HookRequest request, JsonNode event) {
    List<String> errors = new ArrayList<>();
    require(errors, request.path().equals("/v2/enqueue"), "path");
    require(errors, request.bytes() <= LARGEST, "event is too large");
    require(errors, ROUTING_KEY.equals(event.path("routing_key").asText()), "routing_key");
    require(errors, ACTIONS.contains(event.path("event_action").asText()), "event_action");
    require(errors, event.path("dedup_key").asText("").length() <= 255, "dedup_key");
    JsonNode payload = event.path("payload");
    if (event.path("event_action").asText().equals("trigger") || payload.isObject()) {
      int summary = payload.path("summary").asText("").getBytes(StandardCharsets.UTF_8).length;
      require(errors, summary > 0 && summary <= 1_024, "payload.summary");
      require(errors, !payload.path("source").asText("").isEmpty(), "payload.source");
      require(errors, SEVERITIES.contains(payload.path("severity").asText()), "payload.severity");
    }
    for (JsonNode link : event.path("links")) {
      require(errors, link.path("href").asText("").startsWith("http"), "links.href");
    }
    return errors;
  }

  private static void require(List<String> errors, boolean holds, String what) {
    if (!holds) {
      errors.add("'" + what + "' is missing or invalid");
    }
  }

  /** The triggers of what is open now, by their {@code dedup_key}. */
  public synchronized Map<String, JsonNode> open() {
    return Map.copyOf(open);
  }

  /** How often somebody was called. */
  public synchronized int pages() {
    return pages;
  }
}
