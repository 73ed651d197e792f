package io.vigie.alert.notify.ntfy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.HookChannelContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.WebCalls;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.testkit.hook.HookAnswer;
import io.vigie.testkit.hook.HookBehaviour;
import io.vigie.testkit.hook.NtfyServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NtfyTest extends HookChannelContract<NtfyServer> {

  NtfyTest() {
    super(new NtfyServer());
  }

  @Override
  protected NotifierKind kind(WebCalls calls) {
    return new NtfyKind(calls);
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of("server", url, "topic", NtfyServer.TOPIC, "token", NtfyServer.TOKEN);
  }

  @Override
  protected List<String> secrets() {
    return List.of(NtfyServer.TOKEN, NtfyServer.TOPIC);
  }

  @Override
  protected void assertHarmless(Arrived message) {
    assertPlain(message);
    JsonNode sent = json(message);
    assertThat(sent.path("markdown").booleanValue()).isFalse();
    assertThat(sent.path("title").textValue()).doesNotContain("\n");
    sent.path("actions")
        .forEach(
            action ->
                assertThat(action.path("url").textValue())
                    .as("an address with < in it is no button")
                    .startsWith("https://vigie.example.com/"));
  }

  @Test
  void ringsForWhatIsUrgentAndNotForWhatIsOver() {
    send(Telling.OPENED);
    send(Telling.RESOLVED);
    assertThat(sent(0).path("priority").intValue()).isEqualTo(5);
    assertThat(sent(1).path("priority").intValue()).isEqualTo(3);
    assertThat(sent(0).path("tags").toString())
        .isEqualTo("[\"rotating_light\",\"P0\",\"chrona\",\"production\"]");
    assertThat(sent(1).at("/tags/0").textValue()).isEqualTo("white_check_mark");
  }

  @Test
  void isQuietWhereSomebodyLooksAfterItAndForADigest() {
    send(Telling.ACKNOWLEDGED);
    send(Telling.DIGEST);
    send(Telling.ESCALATED);
    assertThat(sent(0).path("priority").intValue()).isEqualTo(2);
    assertThat(sent(1).path("priority").intValue()).isEqualTo(2);
    assertThat(sent(2).path("priority").intValue()).isEqualTo(5);
    assertThat(sent(1).path("sequence_id")).isNotEqualTo(sent(0).path("sequence_id"));
  }

  @Test
  void theResolutionTakesThePlaceOfTheOpening() {
    assertThat(receipt(send(Telling.OPENED))).contains("fake0000ntfy");
    send(Telling.RESOLVED);
    String incident = story(Telling.OPENED).incident().toString();
    assertThat(sent(0).path("sequence_id").textValue()).isEqualTo(incident);
    assertThat(sent(1).path("sequence_id").textValue()).isEqualTo(incident);
  }

  @Test
  void opensThePageAndTheRunbook() {
    send(Telling.OPENED);
    String page = "https://vigie.example.com/items/chrona/production/CH-001";
    assertThat(sent(0).path("click").textValue()).isEqualTo(page);
    assertThat(sent(0).at("/actions/0/url").textValue()).isEqualTo(page);
    assertThat(sent(0).at("/actions/1/url").textValue())
        .isEqualTo("https://example.com/runbook#sign-in");
  }

  @Test
  void isCutToWhatNtfyShows() {
    String flood = "漢字 ".repeat(50_000);
    Check check =
        Samples.check(
            Samples.item("CH-001"), Thresholds.DEFAULT, flood, "r1", Samples.meaning(flood));
    assertThat(notifier.send(story(Telling.OPENED, check, flood), Optional.empty()))
        .isInstanceOf(Attempt.Delivered.class);
    assertThat(PlainText.bytes(sent(0).path("message").textValue()))
        .isLessThanOrEqualTo(NtfyMessage.LARGEST);
  }

  @Test
  void aWrongTokenIsARefusalForGood() {
    Map<String, String> settings =
        Map.of("server", hook.url(), "topic", NtfyServer.TOPIC, "token", "tk_wrong");
    try (var stranger = kind().open(new ChannelSettings("ops", settings))) {
      assertThat(stranger.send(story(Telling.OPENED), Optional.empty()))
          .isInstanceOf(Attempt.Permanent.class);
    }
  }

  @Test
  void a200WithoutAnIdIsARefusal() {
    for (String said : List.of("", "{}", "{\"error\":\"no\"}", "<html>Sign in</html>", "[]")) {
      hook.next(new HookBehaviour.Say(HookAnswer.text(200, said)));
      assertThat(send(Telling.OPENED)).as(said).isInstanceOf(Attempt.Permanent.class);
    }
  }

  @Test
  void saysWhatIsWrongWithASetting() {
    refuses(Map.of(), "topic: is required, was absent");
    refuses(
        Map.of("topic", "a/b"),
        "topic: must be 1 to 64 letters, digits, dashes and underscores, was not");
    refuses(
        Map.of("topic", "a", "server", "https://ntfy.sh/a"),
        "server: must have no path, because the topic is a setting");
    refuses(
        Map.of("topic", "a", "server", "http://ntfy/", "tls", "none", "token", "t"),
        "tls: must be required together with token, was none");
  }

  private void refuses(Map<String, String> settings, String sentence) {
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)).close())
        .hasMessage("vigie.alert.channels.ops." + sentence);
  }

  private JsonNode sent(int index) {
    return hook.taken().get(index).json();
  }
}
