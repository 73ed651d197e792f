package io.vigie.alert.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.HookChannelContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.alert.notify.WebCalls;
import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.hook.AlertmanagerApi;
import io.vigie.testkit.hook.HookAnswer;
import io.vigie.testkit.hook.HookBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertmanagerTest extends HookChannelContract<AlertmanagerApi> {

  private static final String PASSWORD = "alertmanager-password";

  AlertmanagerTest() {
    super(new AlertmanagerApi(CLOCK));
  }

  @Override
  protected NotifierKind kind(WebCalls calls) {
    return new AlertmanagerKind(calls, CLOCK);
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of("url", url + "/prefix/", "username", "vigie", "password", PASSWORD);
  }

  @Override
  protected List<String> secrets() {
    return List.of(PASSWORD, "dmlnaWU6YWxlcnRtYW5hZ2VyLXBhc3N3b3Jk");
  }

  @Override
  protected void assertHarmless(Arrived message) {
    assertPlain(message);
    json(message)
        .at("/0/labels")
        .forEach(label -> assertThat(label.textValue()).doesNotContain("\n"));
  }

  @Test
  void anOpenAlertEndsFarAheadAndAResolvedOneHasEnded() {
    send(Telling.OPENED);
    assertThat(protocol.firing()).isEqualTo(1);
    assertThat(sent(0).path("startsAt").textValue()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(Instant.parse(sent(0).path("endsAt").textValue()))
        .isEqualTo(CLOCK.instant().plus(Duration.ofDays(365)));
    send(Telling.RESOLVED);
    assertThat(protocol.firing()).isZero();
    assertThat(sent(1).path("endsAt").textValue()).isEqualTo("2026-11-20T08:38:00Z");
    assertThat(sent(1).path("labels")).isEqualTo(sent(0).path("labels"));
  }

  @Test
  void aTestEndsByItself() {
    send(Telling.TEST);
    assertThat(protocol.firing()).isEqualTo(1);
    assertThat(sent(0).at("/labels/alertname").textValue()).isEqualTo("VigieTest");
    assertThat(Instant.parse(sent(0).path("endsAt").textValue()))
        .isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(5)));
  }

  /** Its labels stay, or it would be another alert and never end. */
  @Test
  void isOneAlertHoweverItGoesOn() {
    send(Telling.OPENED);
    send(Telling.UPDATED);
    send(Telling.ACKNOWLEDGED);
    assertThat(protocol.firing()).isEqualTo(1);
    assertThat(sent(2).at("/annotations/acknowledged_by").textValue()).isEqualTo("ann");
    send(Telling.RESOLVED);
    assertThat(protocol.firing()).isZero();
  }

  @Test
  void anAlertManagerWhoseClockIsBehindSeesTheEndToo() {
    MutableClock ours = new MutableClock(Samples.START.plus(Duration.ofMinutes(38)));
    WebCalls calls = new WebCalls(vertx, new SendDeadline(Duration.ofSeconds(10)));
    try (var channel =
        new AlertmanagerKind(calls, ours)
            .open(new ChannelSettings("ops", Map.of("url", hook.url())))) {
      channel.send(story(Telling.RESOLVED), Optional.empty());
    }
    assertThat(sent(0).path("endsAt").textValue()).isEqualTo("2026-11-20T08:37:00Z");
  }

  @Test
  void anEndIsNeverBeforeItsBeginning() {
    MutableClock early = new MutableClock(Samples.START.plusSeconds(10));
    WebCalls calls = new WebCalls(vertx, new SendDeadline(Duration.ofSeconds(10)));
    try (var channel =
        new AlertmanagerKind(calls, early)
            .open(new ChannelSettings("ops", Map.of("url", hook.url())))) {
      assertThat(channel.send(story(Telling.RESOLVED), Optional.empty()))
          .isInstanceOf(Attempt.Delivered.class);
    }
    assertThat(sent(0).path("endsAt").textValue()).isEqualTo("2026-11-20T08:00:00Z");
  }

  @Test
  void isCalledByTheNamesThatRoutesAreWrittenWith() {
    send(Telling.OPENED);
    assertThat(hook.taken().getFirst().path()).isEqualTo("/prefix/api/v2/alerts");
    assertThat(hook.taken().getFirst().header("authorization"))
        .contains("Basic dmlnaWU6YWxlcnRtYW5hZ2VyLXBhc3N3b3Jk");
    assertThat(sent(0).path("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"VigieItemFailing\",\"category\":\"availability\","
                + "\"environment\":\"production\",\"item\":\"CH-001\",\"job\":\"vigie\","
                + "\"priority\":\"P0\",\"severity\":\"critical\",\"system\":\"chrona\","
                + "\"team\":\"team-chrona\"}");
    assertThat(sent(0).path("generatorURL").textValue())
        .isEqualTo("https://vigie.example.com/items/chrona/production/CH-001");
  }

  @Test
  void aPageInsteadOfAnAnswerIsARefusal() {
    hook.next(new HookBehaviour.Say(HookAnswer.text(200, "<html>Please log in</html>")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
    hook.next(new HookBehaviour.Say(HookAnswer.json(200, "{\"status\":\"error\"}")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
    hook.next(new HookBehaviour.TakeAndSay(HookAnswer.json(200, "{\"status\":\"success\"}")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    refuses(
        Map.of("url", "https://am/", "open-for", "forever"),
        "open-for: must be like 12h or 365d, was \"forever\"");
    refuses(
        Map.of("url", "https://am/", "username", "x"),
        "username: must be given together with password");
    refuses(
        Map.of("url", "https://am/", "username", "x", "password", "y", "token", "z"),
        "token: must be absent with username and password");
    refuses(
        Map.of("url", "http://am:9093/", "tls", "none", "token", "z"),
        "tls: must be required together with token, was none");
    refuses(Map.of("url", "http://am:9093/"), "url: must begin with https://, did not");
  }

  private void refuses(Map<String, String> settings, String sentence) {
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)).close())
        .hasMessage("vigie.alert.channels.ops." + sentence);
  }

  private JsonNode sent(int index) {
    return hook.taken().get(index).json().path(0);
  }
}
