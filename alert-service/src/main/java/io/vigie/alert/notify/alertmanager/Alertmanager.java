package io.vigie.alert.notify.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.WebCall;
import io.vigie.alert.notify.prometheus.PrometheusAlert;
import io.vigie.alert.notify.story.Story;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** An Alertmanager. */
final class Alertmanager implements Notifier {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** How far behind ours its clock may be. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** Nobody tells the end of a test. */
  private static final Duration TEST_OPEN_FOR = Duration.ofMinutes(5);

  private final URI alerts;
  private final Credentials credentials;
  private final Duration openFor;
  private final WebCall call;
  private final InstantSource clock;

  Alertmanager(
      URI alerts, Credentials credentials, Duration openFor, WebCall call, InstantSource clock) {
    this.alerts = alerts;
    this.credentials = credentials;
    this.openFor = openFor;
    this.call = call;
    this.clock = clock;
  }

  /** An alert is told again as often as it changes; a digest would be none. */
  @Override
  public boolean tells(Telling telling) {
    return switch (telling) {
      case OPENED,
          UPDATED,
          ACKNOWLEDGED,
          ESCALATED,
          REMINDED,
          REOPENED,
          RESOLVED,
          OPENED_AND_RESOLVED,
          TEST ->
          true;
      case COMMENTED, DIGEST, SUMMARY -> false;
    };
  }

  @Override
  public Attempt send(Story story, Optional<String> receipt) {
    Duration open = story.telling() == Telling.TEST ? TEST_OPEN_FOR : openFor;
    ArrayNode one = JSON.arrayNode().add(alert(PrometheusAlert.of(story), open));
    return call.post(alerts, credentials.headers(), one.toString(), this::read);
  }

  private ObjectNode alert(PrometheusAlert alert, Duration open) {
    ObjectNode node = JSON.objectNode();
    node.set("labels", texts(alert.labels()));
    node.set("annotations", texts(alert.annotations()));
    node.put("startsAt", alert.startsAt().toString());
    node.put("endsAt", end(alert, open).toString());
    alert.source().ifPresent(source -> node.put("generatorURL", source));
    return node;
  }

  /**
   * Far ahead while it is open. Once it is over, early enough to be over by Alertmanager's clock
   * too: of two ends it keeps the later as long as the newer one lies ahead of it.
   */
  private Instant end(PrometheusAlert alert, Duration open) {
    Instant now = clock.instant();
    if (alert.endedAt().isEmpty()) {
      return now.plus(open);
    }
    Instant ended = earlier(alert.endedAt().get(), now.minus(TOLERANCE));
    return ended.isBefore(alert.startsAt()) ? alert.startsAt() : ended;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static ObjectNode texts(Map<String, String> texts) {
    ObjectNode node = JSON.objectNode();
    texts.forEach(node::put);
    return node;
  }

  /** Alertmanager says nothing when it has taken an alert; a page comes from somebody else. */
  private Attempt read(WebCall.Answer answer) {
    JsonNode said = answer.json();
    boolean fine =
        answer.body().isBlank()
            || (said.isObject() && !said.path("status").asText("").equals("error"));
    return fine ? new Attempt.Delivered(Optional.empty()) : call.refusal(answer);
  }

  @Override
  public void close() {
    call.close();
  }
}
