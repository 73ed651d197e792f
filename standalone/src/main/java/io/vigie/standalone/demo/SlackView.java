package io.vigie.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.report.incident.Said;
import io.vigie.testkit.slack.Mrkdwn;
import io.vigie.testkit.slack.SlackMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A Slack message as the demo shows it: its blocks as Slack would lay them out. */
record SlackView(
    Instant at,
    boolean reply,
    boolean broadcast,
    boolean edited,
    String text,
    List<Block> blocks,
    List<Button> buttons) {

  /**
   * A block: its kind as Slack names it, and the texts in it, each in pieces.
   *
   * @param fields those that stand beside each other
   */
  record Block(String kind, List<List<Mrkdwn.Piece>> texts, List<List<Mrkdwn.Piece>> fields) {}

  /** A button: one that leads somewhere has a link, another a value. */
  record Button(String label, String action, String value, String link) {

    public boolean isMain() {
      return action.equals("vigie_ack");
    }
  }

  /** As the other pages say it. */
  public String when() {
    return Said.time(at);
  }

  static SlackView of(SlackMessage message) {
    List<Block> blocks = new ArrayList<>();
    message.blocks().forEach(block -> blocks.add(block(block)));
    return new SlackView(
        message.at().truncatedTo(ChronoUnit.SECONDS),
        !message.isRoot(),
        message.broadcast(),
        message.isEdited(),
        message.text(),
        blocks.stream().filter(block -> !block.kind().equals("actions")).toList(),
        message.buttons().stream().map(SlackView::button).toList());
  }

  private static Button button(SlackMessage.Button button) {
    String link = button.url().orElse("");
    boolean web = link.startsWith("https://") || link.startsWith("http://");
    return new Button(button.label(), button.action(), button.value(), web ? link : "");
  }

  private static Block block(JsonNode block) {
    List<List<Mrkdwn.Piece>> texts = new ArrayList<>();
    addText(texts, block.path("text"));
    block.path("elements").forEach(element -> addText(texts, element));
    List<List<Mrkdwn.Piece>> fields = new ArrayList<>();
    block.path("fields").forEach(field -> addText(fields, field));
    return new Block(block.path("type").asText("section"), texts, fields);
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
