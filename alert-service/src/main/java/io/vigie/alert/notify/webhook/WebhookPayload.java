package io.vigie.alert.notify.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.notify.prometheus.PrometheusAlert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The payload of Alertmanager's webhooks, version 4, with one alert. */
final class WebhookPayload {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What Alertmanager says of an alert that is not over. */
  private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

  private WebhookPayload() {}

  static ObjectNode of(PrometheusAlert alert, String receiver, Optional<String> home) {
    ObjectNode payload = JSON.objectNode();
    payload.put("version", "4");
    payload.put("groupKey", groupKey(alert.groupLabels()));
    payload.put("truncatedAlerts", 0);
    payload.put("status", status(alert));
    payload.put("receiver", receiver);
    payload.set("groupLabels", texts(alert.groupLabels()));
    payload.set("commonLabels", texts(alert.labels()));
    payload.set("commonAnnotations", texts(alert.annotations()));
    payload.put("externalURL", home.orElse(""));
    payload.putArray("alerts").add(alert(alert));
    return payload;
  }

  private static ObjectNode alert(PrometheusAlert alert) {
    ObjectNode node = JSON.objectNode();
    node.put("status", status(alert));
    node.set("labels", texts(alert.labels()));
    node.set("annotations", texts(alert.annotations()));
    node.put("startsAt", alert.startsAt().toString());
    node.put("endsAt", alert.endedAt().map(Instant::toString).orElse(NOT_ENDED));
    node.put("generatorURL", alert.source().orElse(""));
    return node.put("fingerprint", alert.fingerprint());
  }

  private static String status(PrometheusAlert alert) {
    return alert.endedAt().isPresent() ? "resolved" : "firing";
  }

  /** Stays the same for an item, as the key of a group does for Alertmanager. */
  private static String groupKey(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + '"')
        .collect(Collectors.joining(", ", "{}:{", "}"));
  }

  private static ObjectNode texts(Map<String, String> texts) {
    ObjectNode node = JSON.objectNode();
    texts.forEach(node::put);
    return node;
  }
}
