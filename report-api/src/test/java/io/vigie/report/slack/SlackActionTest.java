package io.vigie.report.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.report.slack.SlackAction.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackActionTest {

  @Test
  void namesTheButtonTheIncidentAndThePerson() {
    assertThat(
            SlackAction.in(
                """
                {"type": "block_actions", "user": {"id": "U1", "name": "ana"}, "actions": [
                  {"action_id": "vigie_ack", "value": "i-1"},
                  {"action_id": "vigie_silence_1h", "value": "i-2"}]}
                """))
        .hasValueSatisfying(
            actions ->
                assertThat(actions)
                    .containsExactly(
                        new SlackAction(Kind.ACKNOWLEDGE, "i-1", "slack:ana"),
                        new SlackAction(Kind.SILENCE, "i-2", "slack:ana")));
  }

  @Test
  void aButtonThatOnlyLeadsSomewhereAsksForNothing() {
    assertThat(
            SlackAction.in(
                "{\"actions\": [{\"action_id\": \"runbook\", \"url\": \"https://x\"}, 3, null]}"))
        .hasValueSatisfying(actions -> assertThat(actions).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "17",
        "\"x\"",
        "{",
        "{}",
        "{\"actions\": {}}",
        "{\"actions\": null}",
        "{\"actions\": \"vigie_ack\"}"
      })
  void whatIsNoPayloadIsNone(String payload) {
    assertThat(SlackAction.in(payload)).isEmpty();
  }

  @Test
  void nestingWithoutEndIsNoPayload() {
    assertThat(SlackAction.in("[".repeat(60_000))).isEmpty();
    assertThat(SlackAction.in("{\"actions\":".repeat(5_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "ana"}                          | slack:ana
          {"username": "ana.b"}                    | slack:ana.b
          {"id": "U07"}                            | slack:U07
          {"name": "  ", "id": "U07"}              | slack:U07
          {"name": "<!channel> *x* \\u0007\\u202E"} | slack:channel x
          {"name": {"x": 1}, "id": 7}              | slack:7
          []                                       | slack:somebody
          {}                                       | slack:somebody
          """)
  void aNameIsMadeHarmless(String user, String by) {
    assertThat(SlackAction.in(pressed(user)).orElseThrow().getFirst().user()).isEqualTo(by);
  }

  @Test
  void aLongNameIsShortened() {
    String user = "{\"name\": \"" + "a".repeat(500) + "\"}";

    assertThat(SlackAction.in(pressed(user)).orElseThrow().getFirst().user()).hasSize(86);
  }

  private static String pressed(String user) {
    return "{\"user\": "
        + user
        + ", \"actions\": [{\"action_id\": \"vigie_ack\", \"value\": \"i-1\"}]}";
  }
}
