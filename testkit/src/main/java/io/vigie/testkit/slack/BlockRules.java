package io.vigie.testkit.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The limits of Block Kit that a message must keep, or Slack refuses it. */
final class BlockRules {

  private static final int MOST_BLOCKS = 50;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3_000;
  private static final int LONGEST_FIELD = 2_000;
  private static final int MOST_FIELDS = 10;

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
    return Optional.empty();
  }

  private static boolean fits(JsonNode block) {
    return switch (block.path("type").asText()) {
      case "header" ->
          block.path("text").path("type").asText().equals("plain_text")
              && length(block.path("text")) <= LONGEST_HEADER
              && length(block.path("text")) > 0;
      case "section" ->
          length(block.path("text")) <= LONGEST_SECTION
              && block.path("fields").size() <= MOST_FIELDS
              && fieldsFit(block.path("fields"));
      case "context" -> !block.path("elements").isEmpty() && block.path("elements").size() <= 10;
      case "divider" -> true;
      default -> false;
    };
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
