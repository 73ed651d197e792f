package io.vigie.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.testkit.slack.SlackMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A Slack message as the demo shows it: its blocks as Slack would lay them out. */
record SlackView(
    Instant at, String channel, boolean reply, boolean edited, String text, List<Block> blocks) {

  /** A block: its kind as Slack names it, the texts in it, each in pieces, and its buttons. */
  record Block(String kind, List<List<Mrkdwn.Piece>> texts, List<Button> buttons) {}

  /** A button: one that leads somewhere has a link, another a value. */
  record Button(String label, String action, String value, String link) {
    static Button of(JsonNode button) {
      String link = button.path("url").asText("");
      return new Button(
          button.path("text").path("text").asText(),
          button.path("action_id").asText(),
          button.path("value").asText(),
          link.startsWith("https://") || link.startsWith("http://") ? link : "");
    }
  }

  static SlackView of(SlackMessage message) {
    List<Block> blocks = new ArrayList<>();
    message.blocks().forEach(block -> blocks.add(block(block)));
    return new SlackView(
        message.at().truncatedTo(ChronoUnit.SECONDS),
        message.channel(),
        !message.isRoot(),
        message.isEdited(),
        message.text(),
        blocks);
  }

  private static Block block(JsonNode block) {
    List<List<Mrkdwn.Piece>> texts = new ArrayList<>();
    List<Button> buttons = new ArrayList<>();
    addText(texts, block.path("text"));
    for (String part : List.of("fields", "elements")) {
      StreamSupport.stream(block.path(part).spliterator(), false)
          .forEach(
              element -> {
                if ("button".equals(element.path("type").asText())) {
                  buttons.add(Button.of(element));
                } else {
                  addText(texts, element);
                }
              });
    }
    return new Block(block.path("type").asText("section"), texts, buttons);
  }

  private static void addText(List<List<Mrkdwn.Piece>> texts, JsonNode text) {
    String content = text.path("text").asText("");
    if (content.isEmpty()) {
      return;
    }
    boolean markup = "mrkdwn".equals(text.path("type").asText());
    texts.add(markup ? Mrkdwn.pieces(content) : List.of(new Mrkdwn.Piece(content, "plain", "")));
  }
}
