package io.vigie.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as a reader of the channel sees it now.
 *
 * @param ts its id in the channel
 * @param threadTs the message it replies to, if it stands in a thread
 * @param broadcast true for a reply that is shown in the channel too
 * @param text the text that push notifications show
 * @param blocks the content, as Block Kit JSON; an empty array when there is none
 * @param earlierTexts what {@code text} was before it was edited, oldest first
 */
public record SlackMessage(
    Instant at,
    String channel,
    String ts,
    Optional<String> threadTs,
    boolean broadcast,
    String text,
    JsonNode blocks,
    List<String> earlierTexts) {

  public SlackMessage {
    earlierTexts = List.copyOf(earlierTexts);
  }

  /** True for a message that is no reply in a thread. */
  public boolean isRoot() {
    return threadTs.isEmpty();
  }

  public boolean isEdited() {
    return !earlierTexts.isEmpty();
  }

  /** A button below the message; {@code value} is empty for one that leads somewhere. */
  public record Button(String action, String label, String value, Optional<String> url) {}

  /** What can be pressed. */
  public List<Button> buttons() {
    List<Button> buttons = new ArrayList<>();
    for (JsonNode block : blocks) {
      if (block.path("type").asText().equals("actions")) {
        block.path("elements").forEach(element -> buttons.add(button(element)));
      }
    }
    return buttons;
  }

  private static Button button(JsonNode element) {
    return new Button(
        element.path("action_id").asText(""),
        element.path("text").path("text").asText(""),
        element.path("value").asText(""),
        Optional.ofNullable(element.path("url").textValue()));
  }

  /**
   * Every piece of text in the blocks, one for each line, with Slack's entities undone; where a
   * button leads is a line too.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    collect(blocks, lines);
    return lines;
  }

  /** The text of the message, then its lines: for a page, or for an assertion. */
  public String readable() {
    return unescaped(text) + "\n" + String.join("\n", lines());
  }

  SlackMessage edited(String newText, JsonNode newBlocks) {
    List<String> earlier = new ArrayList<>(earlierTexts);
    earlier.add(text);
    return new SlackMessage(at, channel, ts, threadTs, broadcast, newText, newBlocks, earlier);
  }

  private static void collect(JsonNode node, List<String> lines) {
    if (node.isObject() && node.path("text").isTextual()) {
      lines.addAll(unescaped(node.path("text").textValue()).lines().toList());
    }
    if (node.isObject() && node.path("url").isTextual()) {
      lines.add(node.path("url").textValue());
    }
    node.forEach(child -> collect(child, lines));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
