package io.vigie.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.testkit.slack.SlackMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackViewTest {

  private static final String BLOCKS =
      """
      [{"type": "section", "text": {"type": "mrkdwn", "text": "*open*"}},
       {"type": "actions", "elements": [
         {"action_id": "vigie_ack", "text": {"text": "Ack"}, "value": "1"},
         {"action_id": "runbook", "text": {"text": "Runbook"}, "url": "https://runbooks.example.com"},
         {"action_id": "other", "text": {"text": "Other"}, "url": "javascript:alert(1)"}]}]
      """;

  @Test
  void aMessageSaysWhenItCameAsTheOtherPagesDo() throws Exception {
    SlackView view = view(new ObjectMapper().readTree(BLOCKS));

    assertThat(view.when()).isEqualTo("2026-11-20 12:02:00 UTC");
    assertThat(view.at()).isEqualTo("2026-11-20T12:02:00Z");
  }

  @Test
  void buttonsStandBelowTheTextAndLeadToWebPagesOnly() throws Exception {
    SlackView view = view(new ObjectMapper().readTree(BLOCKS));

    assertThat(view.blocks()).extracting(SlackView.Block::kind).containsExactly("section");
    assertThat(view.buttons())
        .extracting(SlackView.Button::label, SlackView.Button::link)
        .containsExactly(
            tuple("Ack", ""), tuple("Runbook", "https://runbooks.example.com"), tuple("Other", ""));
    assertThat(view.buttons().getFirst().isMain()).isTrue();
  }

  private static SlackView view(JsonNode blocks) {
    return SlackView.of(
        new SlackMessage(
            Instant.parse("2026-11-20T12:02:00.345Z"),
            "production",
            "1.2",
            Optional.empty(),
            false,
            "open",
            blocks,
            List.of()));
  }
}
