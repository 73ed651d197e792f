package io.vigie.testkit.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/v2/alerts} of Alertmanager: one alert for each set of labels. As the original
 * does, it keeps the later end of two as long as the newer one is not over yet. Thread-safe.
 */
public final class AlertmanagerApi implements HookProtocol {

  /** An alert as it is kept. */
  private record Kept(Instant start, Instant end) {}

  private final InstantSource clock;
  private final Map<JsonNode, Kept> alerts = new LinkedHashMap<>();

  public AlertmanagerApi(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized HookAnswer answer(HookRequest request) {
    if (!request.path().endsWith("/api/v2/alerts") || !request.json().isArray()) {
      return HookAnswer.json(400, "\"parsing alerts body failed\"");
    }
    for (JsonNode alert : request.json()) {
      Optional<String> wrong = wrong(alert);
      if (wrong.isPresent()) {
        return HookAnswer.json(400, '"' + wrong.get() + '"');
      }
      alerts.merge(alert.path("labels"), new Kept(start(alert), end(alert)), this::merged);
    }
    return HookAnswer.text(200, "");
  }

  private Kept merged(Kept old, Kept fresh) {
    boolean overlap = fresh.end().isAfter(old.start()) && fresh.end().isBefore(old.end());
    boolean over = !fresh.end().isAfter(clock.instant());
    return overlap && !over ? new Kept(fresh.start(), old.end()) : fresh;
  }

  private static Optional<String> wrong(JsonNode alert) {
    JsonNode labels = alert.path("labels");
    if (labels.isEmpty()) {
      return Optional.of("at least one label pair required");
    }
    for (Map.Entry<String, JsonNode> label : labels.properties()) {
      if (!label.getKey().matches("[a-zA-Z_][a-zA-Z0-9_]*") || !label.getValue().isTextual()) {
        return Optional.of("invalid label set: invalid name " + label.getKey());
      }
    }
    for (JsonNode annotation : alert.path("annotations")) {
      if (!annotation.isTextual()) {
        return Optional.of("annotations must be strings");
      }
    }
    try {
      return end(alert).isBefore(start(alert))
          ? Optional.of("start time must be before end time")
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.of("parsing time failed");
    }
  }

  private static Instant start(JsonNode alert) {
    return OffsetDateTime.parse(alert.path("startsAt").asText()).toInstant();
  }

  private static Instant end(JsonNode alert) {
    return OffsetDateTime.parse(alert.path("endsAt").asText()).toInstant();
  }

  /** How many alerts are not over. */
  public synchronized long firing() {
    Instant now = clock.instant();
    return alerts.values().stream().filter(alert -> alert.end().isAfter(now)).count();
  }
}
