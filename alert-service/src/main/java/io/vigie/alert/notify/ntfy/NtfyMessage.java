package io.vigie.alert.notify.ntfy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Word;
import io.vigie.contract.check.Severity;
import java.util.Optional;

/** Lays a story out as a message, without its topic. */
final class NtfyMessage {

  /** A longer message becomes a file that nobody opens. */
  static final int LARGEST = 4_096;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_PART = 600;

  private NtfyMessage() {}

  static ObjectNode of(Story story) {
    Optional<String> page = story.links().whole();
    Optional<String> runbook = story.links().runbook();
    ObjectNode message = JSON.objectNode();
    message.put("title", PlainText.line(story.headline(), LONGEST_TITLE));
    message.put("message", text(story));
    message.put("priority", priority(story));
    message.put("markdown", false);
    message.put("sequence_id", sequence(story));
    tags(message.putArray("tags"), story);
    page.or(() -> runbook).ifPresent(link -> message.put("click", link));
    ArrayNode actions = message.putArray("actions");
    page.ifPresent(link -> view(actions, "Vigie", link));
    String label = Word.RUNBOOK.in(story.language());
    runbook.ifPresent(link -> view(actions, label, link));
    return message;
  }

  private static String text(Story story) {
    String text =
        PlainText.line(story.banner(), LONGEST_PART)
            + '\n'
            + PlainText.line(story.title(), LONGEST_PART)
            + '\n'
            + PlainText.details(story, LONGEST_PART);
    return PlainText.cutToBytes(text, LARGEST);
  }

  /** What takes the place of what. */
  private static String sequence(Story story) {
    return story.isOfOneIncident()
        ? story.incident().toString()
        : story.occasion() + "-" + story.incident();
  }

  /** 5 rings through the night; what is over, or nothing, never does. */
  private static int priority(Story story) {
    int opened =
        switch (story.severity()) {
          case P0 -> 5;
          case P1 -> 4;
          case P2 -> 3;
        };
    return switch (story.tone()) {
      case FAILING, OWN_TROUBLE -> opened;
      case OVER -> Math.min(3, opened - 1);
      case ATTENDED, QUIET -> 2;
    };
  }

  /** The first is shown as a glyph, the others as words. */
  private static void tags(ArrayNode tags, Story story) {
    tags.add(
        switch (story.tone()) {
          case OVER -> "white_check_mark";
          case QUIET -> "speech_balloon";
          case FAILING, ATTENDED, OWN_TROUBLE -> glyph(story.severity());
        });
    tags.add(story.severity().word());
    tags.add(story.about().item().system());
    tags.add(story.about().item().environment());
  }

  private static String glyph(Severity severity) {
    return switch (severity) {
      case P0 -> "rotating_light";
      case P1 -> "warning";
      case P2 -> "information_source";
    };
  }

  private static void view(ArrayNode actions, String label, String url) {
    actions.addObject().put("action", "view").put("label", label).put("url", url);
  }
}
