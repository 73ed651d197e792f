package io.vigie.alert.notify.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.HookChannelContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.WebCalls;
import io.vigie.testkit.hook.HookAnswer;
import io.vigie.testkit.hook.HookBehaviour;
import io.vigie.testkit.hook.PagerDutyEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagerDutyTest extends HookChannelContract<PagerDutyEvents> {

  PagerDutyTest() {
    super(new PagerDutyEvents());
  }

  @Override
  protected NotifierKind kind(WebCalls calls) {
    return new PagerDutyKind(calls);
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of("routing-key", PagerDutyEvents.ROUTING_KEY, "api", url);
  }

  @Override
  protected List<String> secrets() {
    return List.of(PagerDutyEvents.ROUTING_KEY);
  }

  @Override
  protected void assertHarmless(Arrived message) {
    assertPlain(message);
    JsonNode event = json(message);
    assertThat(event.at("/payload/summary").textValue()).doesNotContain("\n");
    event
        .path("links")
        .forEach(
            link ->
                assertThat(link.path("href").textValue())
                    .as("an address with < in it is no link")
                    .startsWith("https://vigie.example.com/"));
  }

  @Test
  void opensOnceHoweverOftenItIsToldAndClosesWhatItOpened() {
    send(Telling.OPENED);
    send(Telling.OPENED);
    assertThat(protocol.pages()).isEqualTo(1);
    assertThat(protocol.open()).hasSize(1);
    send(Telling.RESOLVED);
    assertThat(protocol.open()).isEmpty();
    assertThat(sent(2).path("dedup_key")).isEqualTo(sent(0).path("dedup_key"));
  }

  @Test
  void callsNobodyForWhatIsOverAndClosesWhatMayHaveArrived() {
    hook.next(new HookBehaviour.TakeAndCut());
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Unclear.class);
    send(Telling.OPENED_AND_RESOLVED);
    assertThat(protocol.pages()).isZero();
    assertThat(sent(1).path("event_action").textValue()).isEqualTo("resolve");
  }

  @Test
  void isToldWhoLooksAfterItAndEscalatesAndRemindsByItself() {
    tell(Telling.ACKNOWLEDGED);
    assertThat(sent(1).path("event_action").textValue()).isEqualTo("acknowledge");
    assertThat(sent(1).path("dedup_key")).isEqualTo(sent(0).path("dedup_key"));
    tell(Telling.ESCALATED);
    assertThat(protocol.pages()).as("a trigger of what is open calls nobody").isEqualTo(1);
    for (Telling not : List.of(Telling.REMINDED, Telling.DIGEST, Telling.SUMMARY)) {
      assertThat(notifier.tells(not)).isFalse();
    }
  }

  @Test
  void aTestIsAnAlertOfItsOwnAndNotUrgent() {
    send(Telling.TEST);
    assertThat(sent(0).at("/payload/severity").textValue()).isEqualTo("info");
    assertThat(sent(0).path("dedup_key").textValue()).startsWith("test-");
  }

  @Test
  void fillsTheFieldsOfAnEvent() {
    send(Telling.OPENED);
    JsonNode event = sent(0);
    assertThat(event.path("event_action").textValue()).isEqualTo("trigger");
    assertThat(event.path("client_url").textValue()).endsWith("/items/chrona/production/CH-001");
    JsonNode payload = event.path("payload");
    assertThat(payload.path("summary").textValue())
        .isEqualTo("[P0] chrona production: Sign-in answers: status was 503");
    assertThat(payload.path("severity").textValue()).isEqualTo("critical");
    assertThat(payload.path("source").textValue()).isEqualTo("chrona/production/CH-001");
    assertThat(payload.path("component").textValue()).isEqualTo("chrona");
    assertThat(payload.path("group").textValue()).isEqualTo("production");
    assertThat(payload.path("class").textValue()).isEqualTo("availability");
    assertThat(payload.path("timestamp").textValue()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(payload.path("custom_details").path("First step").textValue())
        .isEqualTo("Restart the gateway.");
    assertThat(event.at("/links/1/href").textValue())
        .isEqualTo("https://example.com/runbook#sign-in");
  }

  @Test
  void successIsWhatPagerDutyCallsSuccess() {
    hook.next(new HookBehaviour.Say(HookAnswer.json(200, "{\"status\":\"invalid event\"}")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
    hook.next(new HookBehaviour.Say(HookAnswer.text(200, "<html>proxy</html>")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
  }

  @Test
  void aWrongKeyIsARefusalForGood() {
    Map<String, String> settings = Map.of("routing-key", "another key", "api", hook.url());
    try (var stranger = kind().open(new ChannelSettings("ops", settings))) {
      assertThat(stranger.send(story(Telling.OPENED), Optional.empty()))
          .isInstanceOfSatisfying(
              Attempt.Permanent.class,
              refusal ->
                  assertThat(refusal.error())
                      .startsWith("pagerduty answered 400: ")
                      .contains("routing_key"));
    }
  }

  @Test
  void theKeyGoesOverTlsOnly() {
    assertThatThrownBy(
            () ->
                kind()
                    .open(
                        new ChannelSettings(
                            "ops", Map.of("routing-key", "k", "api", "http://proxy.example/"))))
        .hasMessage("vigie.alert.channels.ops.api: must begin with https://, did not");
  }

  private JsonNode sent(int index) {
    return hook.taken().get(index).json();
  }
}
