package io.vigie.testkit.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.clock.MutableClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolsTest {

  private static final String TRIGGER =
      """
      {"routing_key":"%s","event_action":"%s","dedup_key":"k",
       "payload":{"summary":"s","source":"x","severity":"critical"}}\
      """;

  private static final String CARD =
      """
      {"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
       "content":{"type":"AdaptiveCard","version":"1.4","body":[{"type":"TextBlock","text":"%s"}]}}]}\
      """;

  @Test
  void pagerDutyPagesOnceForAKeyAndCloses() {
    PagerDutyEvents events = new PagerDutyEvents();
    String key = PagerDutyEvents.ROUTING_KEY;
    assertThat(events.answer(post("/v2/enqueue", TRIGGER.formatted(key, "trigger"))).status())
        .isEqualTo(202);
    events.answer(post("/v2/enqueue", TRIGGER.formatted(key, "trigger")));
    assertThat(events.pages()).isEqualTo(1);
    assertThat(events.open()).containsOnlyKeys("k");
    events.answer(post("/v2/enqueue", TRIGGER.formatted(key, "resolve")));
    assertThat(events.open()).isEmpty();
    assertThat(events.answer(post("/v2/enqueue", TRIGGER.formatted("wrong", "trigger"))).body())
        .contains("invalid event", "routing_key");
    assertThat(events.answer(post("/v2/enqueue", "{}")).status()).isEqualTo(400);
  }

  @Test
  void teamsTakesCardsThatAreNotTooLarge() {
    TeamsWorkflow teams = new TeamsWorkflow();
    assertThat(teams.answer(post(TeamsWorkflow.PATH, CARD.formatted("x"))).status()).isEqualTo(202);
    assertThat(teams.answer(post(TeamsWorkflow.PATH, CARD.formatted("x".repeat(28_700)))).status())
        .isEqualTo(413);
    assertThat(teams.answer(post(TeamsWorkflow.PATH, "{\"text\":\"x\"}")).status()).isEqualTo(400);
    assertThat(teams.answer(post("/workflows/other", CARD.formatted("x"))).status()).isEqualTo(401);
  }

  @Test
  void ntfyAsksForItsTokenAndForShortMessages() {
    NtfyServer ntfy = new NtfyServer();
    String message = "{\"topic\":\"vigie-ops\",\"message\":\"%s\",\"priority\":%d}";
    assertThat(ntfy.answer(post("/", message.formatted("x", 5))).body()).contains("\"id\"");
    assertThat(ntfy.answer(post("/", message.formatted("x", 6))).status()).isEqualTo(400);
    assertThat(ntfy.answer(post("/", message.formatted("é".repeat(2_049), 5))).status())
        .isEqualTo(413);
    HookRequest stranger = new HookRequest("POST", "/", Map.of(), "");
    assertThat(ntfy.answer(stranger).status()).isEqualTo(403);
  }

  @Test
  void alertmanagerKnowsAnAlertByItsLabels() {
    AlertmanagerApi alerts = new AlertmanagerApi(MutableClock.at("2026-06-01T00:00:00Z"));
    String alert =
        "[{\"labels\":{\"%s\":\"A\"},\"startsAt\":\"2026-01-01T00:00:00Z\",\"endsAt\":\"%s\"}]";
    String path = "/api/v2/alerts";
    alerts.answer(post(path, alert.formatted("alertname", "2027-01-01T00:00:00Z")));
    assertThat(alerts.firing()).isEqualTo(1);
    alerts.answer(post(path, alert.formatted("alertname", "2026-06-01T00:00:30Z")));
    assertThat(alerts.firing()).as("what ends later than now ends when it was to end").isEqualTo(1);
    alerts.answer(post(path, alert.formatted("alertname", "2026-02-01T00:00:00Z")));
    assertThat(alerts.firing()).isZero();
    assertThat(
            alerts
                .answer(post(path, alert.formatted("alert-name", "2027-01-01T00:00:00Z")))
                .status())
        .isEqualTo(400);
    assertThat(alerts.answer(post(path, alert.formatted("a", "2025-01-01T00:00:00Z"))).status())
        .isEqualTo(400);
  }

  private static HookRequest post(String path, String body) {
    return new HookRequest(
        "POST", path, Map.of("authorization", "Bearer " + NtfyServer.TOKEN), body);
  }
}
