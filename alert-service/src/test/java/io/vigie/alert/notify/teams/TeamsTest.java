package io.vigie.alert.notify.teams;

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
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.testkit.hook.HookAnswer;
import io.vigie.testkit.hook.HookBehaviour;
import io.vigie.testkit.hook.TeamsWorkflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsTest extends HookChannelContract<TeamsWorkflow> {

  TeamsTest() {
    super(new TeamsWorkflow());
  }

  @Override
  protected NotifierKind kind(WebCalls calls) {
    return new TeamsKind(calls);
  }

  @Override
  protected Map<String, String> settings(String url) {
    return Map.of("url", url + TeamsWorkflow.PATH);
  }

  @Override
  protected List<String> secrets() {
    return List.of("fake-teams-signature");
  }

  @Override
  protected void assertHarmless(Arrived message) {
    assertPlain(message);
    JsonNode card = json(message).at("/attachments/0/content");
    card.findValuesAsText("type")
        .forEach(
            type ->
                assertThat(type)
                    .isIn("AdaptiveCard", "RichTextBlock", "TextRun", "Action.OpenUrl"));
    assertThat(card.toString()).doesNotContain("{{");
    card.path("actions")
        .forEach(
            action ->
                assertThat(action.path("url").textValue())
                    .as("an address with < in it is no button")
                    .startsWith("https://vigie.example.com/"));
    assertThat(card.path("msteams").has("entities")).as("nobody is mentioned").isFalse();
  }

  @Test
  void isACardOfVersion14ThatSaysItsStateInAWordToo() {
    send(Telling.OPENED);
    send(Telling.RESOLVED);
    assertThat(card(0).path("version").textValue()).isEqualTo("1.4");
    JsonNode banner = card(0).at("/body/0/inlines/0");
    assertThat(banner.path("text").textValue()).isEqualTo("■ P0 FAIL · chrona · production");
    assertThat(banner.path("color").textValue()).isEqualTo("Attention");
    assertThat(card(1).at("/body/0/inlines/0/color").textValue()).isEqualTo("Good");
    assertThat(card(0).path("fallbackText").textValue())
        .startsWith("[P0] chrona production: Sign-in answers");
    assertThat(card(0).at("/actions/0/url").textValue())
        .isEqualTo("https://vigie.example.com/items/chrona/production/CH-001");
    assertThat(card(0).at("/actions/1/url").textValue())
        .isEqualTo("https://example.com/runbook#sign-in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"漢字 ", "\"\\\" ", "😀", "a "})
  void aFloodOfTextIsShortenedUntilTeamsTakesItAndLinksToTheRest(String drop) {
    String flood = drop.repeat(50_000);
    Meaning meaning =
        new Meaning(
            flood,
            flood,
            flood,
            Severity.P0,
            Optional.of(new Meaning.Owner(flood, Optional.empty())),
            Optional.of(flood),
            Optional.of(flood),
            Optional.of(flood),
            Optional.empty(),
            "fr",
            List.of());
    Check check = Samples.check(Samples.item("CH-001"), Thresholds.DEFAULT, flood, "r1", meaning);
    assertThat(notifier.send(story(Telling.OPENED, check, flood), Optional.empty()))
        .isInstanceOf(Attempt.Delivered.class);
    assertThat(hook.taken().getFirst().bytes()).isLessThanOrEqualTo(20_000);
    assertThat(hook.taken().getFirst().readable())
        .contains("…", "https://vigie.example.com/items/chrona/production/CH-001");
  }

  @Test
  void functionsOfCardsAreText() {
    notifier.send(
        story(Telling.OPENED, Samples.check("CH-001"), "{{DATE(2026-11-20T08:00:00Z, SHORT)}}"),
        Optional.empty());
    assertThat(hook.taken().getFirst().text()).doesNotContain("{{DATE").contains("{ {DATE");
  }

  @ParameterizedTest
  @CsvSource({"429,true", "500,true", "502,true", "400,false", "413,false", "403,false"})
  void a200ThatSaysItFailedFailed(int inside, boolean passes) {
    hook.next(
        new HookBehaviour.Say(
            HookAnswer.text(
                200,
                "Webhook message delivery failed with error: Microsoft Teams endpoint returned"
                    + " HTTP error "
                    + inside
                    + " with ContextId tcid=0,server=X")));
    assertThat(send(Telling.OPENED))
        .isInstanceOf(passes ? Attempt.Retry.class : Attempt.Permanent.class);
  }

  @Test
  void whatAConnectorOfOldCallsSuccessIsOne() {
    hook.next(new HookBehaviour.TakeAndSay(HookAnswer.text(200, "1")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
    hook.next(new HookBehaviour.Say(HookAnswer.text(200, "<html>Sign in</html>")));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
  }

  @Test
  void itsAddressGoesOverTlsOnly() {
    assertThatThrownBy(
            () -> kind().open(new ChannelSettings("ops", Map.of("url", "http://teams.example/"))))
        .hasMessage("vigie.alert.channels.ops.url: must begin with https://, did not");
  }

  private JsonNode card(int index) {
    return hook.taken().get(index).json().at("/attachments/0/content");
  }
}
