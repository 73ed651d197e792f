package io.vigie.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The limits of Block Kit that a message must keep, or Slack refuses it. */
final class BlockRules {

  private static final int MOST_BLOCKS = 50;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3_000;
  private static final int LONGEST_FIELD = 2_000;
  private static final int MOST_FIELDS = 10;
  private static final int MOST_BUTTONS = 25;
  private static final int LONGEST_LABEL = 75;
  private static final int LONGEST_VALUE = 2_000;
  private static final int LONGEST_LINK = 3_000;
  private static final int LONGEST_ACTION = 255;
  private static final int LONGEST_MESSAGE = 40_000;
  private static final int LARGEST = 13_200;

  private BlockRules() {}

  /** Slack's word for what is wrong with a message; empty when nothing is. */
  static Optional<String> broken(JsonNode message) {
    JsonNode blocks = message.path("blocks");
    if (message.path("text").asText("").isEmpty() && blocks.isEmpty()) {
      return Optional.of("no_text");
    }
    if (blocks.size() > MOST_BLOCKS) {
      return Optional.of("invalid_blocks");
    }
    for (JsonNode block : blocks) {
      if (!fits(block)) {
        return Optional.of("invalid_blocks");
      }
    }
    if (message.path("text").asText("").length() > LONGEST_MESSAGE) {
      return Optional.of("msg_too_long");
    }
    return size(blocks) > LARGEST ? Optional.of("msg_blocks_too_long") : Optional.empty();
  }

  /** All text in the blocks; Slack names no number, and refuses at about this one. */
  private static int size(JsonNode blocks) {
    return blocks.findValues("text").stream()
        .filter(JsonNode::isTextual)
        .mapToInt(text -> text.textValue().length())
        .sum();
  }

  private static boolean fits(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" ->
          block.path("text").path("type").asText().equals("plain_text")
              && length(block.path("text")) <= LONGEST_HEADER
              && length(block.path("text")) > 0;
      case "section" ->
          length(block.path("text")) <= LONGEST_SECTION
              && (length(block.path("text")) > 0 || !block.path("fields").isEmpty())
              && block.path("fields").size() <= MOST_FIELDS
              && fieldsFit(block.path("fields"));
      case "context" -> !block.path("elements").isEmpty() && block.path("elements").size() <= 10;
      case "actions" -> buttonsFit(block.path("elements"));
      case "divider" -> true;
      default -> false;
    };
  }

  private static boolean buttonsFit(JsonNode buttons) {
    Set<String> actions = new HashSet<>();
    for (JsonNode button : buttons) {
      String action = button.path("action_id").asText("");
      if (!button.path("type").asText().equals("button")
          || !button.path("text").path("type").asText().equals("plain_text")
          || length(button.path("text")) == 0
          || length(button.path("text")) > LONGEST_LABEL
          || button.path("value").asText("").length() > LONGEST_VALUE
          || button.path("url").asText("").length() > LONGEST_LINK
          || action.length() > LONGEST_ACTION
          || !actions.add(action)) {
        return false;
      }
    }
    return !buttons.isEmpty() && buttons.size() <= MOST_BUTTONS;
  }

  private static boolean fieldsFit(JsonNode fields) {
    for (JsonNode field : fields) {
      if (length(field) > LONGEST_FIELD || length(field) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int length(JsonNode text) {
    return text.path("text").asText("").length();
  }
}
