package io.vigie.alert.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.HookChannelContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.Secret;
import io.vigie.alert.notify.WebCalls;
import io.vigie.testkit.hook.HookProtocol;
import io.vigie.testkit.hook.HookRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class WebhookTest extends HookChannelContract<HookProtocol> {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String TOKEN = "hook-bearer-token-42";

  WebhookTest() {
    super(HookProtocol.anything());
  }

  @Override
  protected NotifierKind kind(WebCalls calls) {
    return new WebhookKind(calls, CLOCK);
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of(
        "url", url + "/hooks/secret-path-of-hook?key=secret-query-of-hook",
        "secret", SECRET,
        "headers", "X-Team: ops\nAuthorization: Bearer " + TOKEN + "\n");
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET, TOKEN, "secret-path-of-hook", "secret-query-of-hook");
  }

  @Override
  protected void assertHarmless(Arrived message) {
    assertPlain(message);
    JsonNode labels = json(message).at("/alerts/0/labels");
    labels.forEach(label -> assertThat(label.textValue()).doesNotContain("\n"));
    assertThat(json(message).at("/commonAnnotations").has("runbook_url"))
        .as("an address with < in it is no link")
        .isFalse();
  }

  @Test
  void isTheVersion4PayloadOfAlertmanagerAndNothingElse() {
    send(Telling.OPENED);
    JsonNode payload = hook.taken().getFirst().json();
    assertThat(names(payload))
        .containsExactlyInAnyOrder(
            "version",
            "groupKey",
            "truncatedAlerts",
            "status",
            "receiver",
            "groupLabels",
            "commonLabels",
            "commonAnnotations",
            "externalURL",
            "alerts");
    assertThat(payload.path("version").textValue()).isEqualTo("4");
    assertThat(payload.path("status").textValue()).isEqualTo("firing");
    assertThat(payload.path("receiver").textValue()).isEqualTo("ops");
    assertThat(payload.path("externalURL").textValue()).isEqualTo("https://vigie.example.com");
    assertThat(payload.path("groupKey").textValue())
        .isEqualTo(
            "{}:{alertname=\"VigieItemFailing\", environment=\"production\", item=\"CH-001\","
                + " system=\"chrona\"}");
    assertThat(names(payload.at("/alerts/0")))
        .containsExactlyInAnyOrder(
            "status", "labels", "annotations", "startsAt", "endsAt", "generatorURL", "fingerprint");
    assertThat(payload.at("/alerts/0/startsAt").textValue()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(payload.at("/alerts/0/endsAt").textValue()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(payload.at("/alerts/0/labels/severity").textValue()).isEqualTo("critical");
    assertThat(payload.at("/alerts/0/annotations/runbook_url").textValue())
        .isEqualTo("https://example.com/runbook#sign-in");
  }

  @Test
  void isTheSameAlertHoweverItGoesOnAndATestIsAnother() {
    send(Telling.OPENED);
    send(Telling.ACKNOWLEDGED);
    send(Telling.UPDATED);
    send(Telling.TEST);
    JsonNode opened = hook.taken().get(0).json();
    JsonNode acknowledged = hook.taken().get(1).json();
    assertThat(acknowledged.at("/alerts/0/annotations/acknowledged_by").textValue())
        .isEqualTo("ann");
    assertThat(acknowledged.path("status").textValue()).isEqualTo("firing");
    assertThat(hook.taken().get(2).json().at("/alerts/0/labels"))
        .isEqualTo(opened.at("/alerts/0/labels"));
    assertThat(hook.taken().get(3).json().at("/alerts/0/labels/alertname").textValue())
        .isEqualTo("VigieTest");
    assertThat(hook.taken().stream().map(one -> one.header("webhook-id")).distinct()).hasSize(4);
  }

  @Test
  void aResolutionIsTheSameAlertWithAnEnd() {
    send(Telling.OPENED);
    send(Telling.RESOLVED);
    JsonNode opened = hook.taken().getFirst().json();
    JsonNode resolved = hook.taken().getLast().json();
    assertThat(resolved.path("status").textValue()).isEqualTo("resolved");
    assertThat(resolved.at("/alerts/0/status").textValue()).isEqualTo("resolved");
    assertThat(resolved.at("/alerts/0/endsAt").textValue()).isEqualTo("2026-11-20T08:38:00Z");
    for (String same : List.of("/groupKey", "/alerts/0/fingerprint", "/alerts/0/labels")) {
      assertThat(resolved.at(same)).isEqualTo(opened.at(same));
    }
  }

  @Test
  void isSignedWithItsTimeAndItsIdStaysWhenItIsSentAgain() {
    send(Telling.OPENED);
    send(Telling.OPENED);
    send(Telling.RESOLVED);
    List<HookRequest> taken = hook.taken();
    HookRequest first = taken.getFirst();
    String id = first.header("webhook-id").orElseThrow();
    assertThat(first.header("webhook-timestamp"))
        .contains(Long.toString(CLOCK.instant().getEpochSecond()));
    assertThat(taken.get(1).header("webhook-id")).contains(id);
    assertThat(taken.get(2).header("webhook-id").orElseThrow())
        .isNotEqualTo(id)
        .endsWith(".resolved");
    Signer receiver = Signer.of(channel(Map.of()), "secret", new Secret(SECRET));
    assertThat(first.header("webhook-signature"))
        .contains(receiver.sign(id, CLOCK.instant().getEpochSecond(), first.text()));
    assertThat(receiver.sign(id, 1, first.text()))
        .as("another time is another signature")
        .isNotEqualTo(first.header("webhook-signature").orElseThrow());
  }

  @Test
  void signsAsTheExampleOfStandardWebhooks() {
    Signer signer = Signer.of(channel(Map.of()), "secret", new Secret(SECRET));
    assertThat(
            signer.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsWithTheOldKeyTooWhileReceiversChangeOver() {
    Map<String, String> settings = new HashMap<>(settings());
    settings.put("previous-secret", "an older secret of 24 bytes or more");
    try (var changing = kind().open(channel(settings))) {
      changing.send(story(Telling.OPENED), Optional.empty());
    }
    assertThat(hook.taken().getFirst().header("webhook-signature").orElseThrow().split(" "))
        .hasSize(2)
        .allMatch(signature -> signature.startsWith("v1,"));
  }

  @Test
  void sendsFurtherHeaders() {
    send(Telling.OPENED);
    assertThat(hook.taken().getFirst().header("x-team")).contains("ops");
    assertThat(hook.taken().getFirst().header("authorization")).contains("Bearer " + TOKEN);
  }

  @Test
  void saysWhatIsWrongWithASettingAndShowsNone() {
    refuses(Map.of("url", "http://hooks.example.com/x"), "url: must begin with https://, did not");
    refuses(
        Map.of("url", "https://user:pass@hooks.example.com/"),
        "url: must be an address without user and password, was not readable as one");
    refuses(
        Map.of("url", "https://hooks.example.com/", "secret", "short-secret"),
        "secret: must have at least 24 bytes, had 12");
    refuses(
        Map.of("url", "https://hooks.example.com/", "secret", "whsec_not*base64"),
        "secret: must be base64 after whsec_, was not");
    refuses(
        Map.of("url", "https://hooks.example.com/", "previous-secret", "x".repeat(30)),
        "previous-secret: must be given together with secret");
    refuses(
        Map.of("url", "http://hooks.example.com/", "tls", "none", "headers", "A: secret"),
        "tls: must be required together with headers, was none");
    for (String header : List.of("no colon", "Host: other", "A: b\u0007c", "webhook-id: 1")) {
      assertThatThrownBy(() -> open(Map.of("url", "https://hooks.example.com/", "headers", header)))
          .hasMessageContaining("headers: must be lines of \"Name: value\"");
    }
  }

  @Test
  void mayGoInTheClearWhereThatIsSaid() {
    open(Map.of("url", "http://hooks.example.com/", "tls", "none", "secret", "x".repeat(24)));
  }

  private void refuses(Map<String, String> settings, String sentence) {
    assertThatThrownBy(() -> open(settings))
        .hasMessage("vigie.alert.channels.ops." + sentence)
        .hasNoCause();
  }

  private void open(Map<String, String> settings) {
    kind().open(channel(settings)).close();
  }

  private static ChannelSettings channel(Map<String, String> settings) {
    return new ChannelSettings("ops", settings);
  }

  private static List<String> names(JsonNode node) {
    return StreamSupport.stream(node.properties().spliterator(), false)
        .map(Map.Entry::getKey)
        .toList();
  }
}
