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
 * @param text the text that push notifications show
 * @param blocks the content, as Block Kit JSON; an empty array when there is none
 * @param earlierTexts what {@code text} was before it was edited, oldest first
 */
public record SlackMessage(
    Instant at,
    String channel,
    String ts,
    Optional<String> threadTs,
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

  /** Every piece of text in the blocks, one for each line, with Slack's entities undone. */
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
    return new SlackMessage(at, channel, ts, threadTs, newText, newBlocks, earlier);
  }

  private static void collect(JsonNode node, List<String> lines) {
    if (node.isObject() && node.path("text").isTextual()) {
      lines.addAll(unescaped(node.path("text").textValue()).lines().toList());
    }
    node.forEach(child -> collect(child, lines));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
