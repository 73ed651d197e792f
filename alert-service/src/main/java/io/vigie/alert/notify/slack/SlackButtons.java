package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tone;
import io.vigie.alert.notify.story.Word;

/**
 * What can be pressed below a message. Presses of {@link #ACKNOWLEDGE} and {@link #SILENCE} come to
 * Vigie through Slack, signed by it, with the incident as their value.
 */
final class SlackButtons {

  static final String ACKNOWLEDGE = "vigie_ack";
  static final String SILENCE = "vigie_silence_1h";

  private static final String RUNBOOK = "vigie_runbook";
  private static final String EVIDENCE = "vigie_evidence";

  private final Story story;
  private final SlackStyle style;
  private final ArrayNode all = JsonNodeFactory.instance.arrayNode();

  SlackButtons(Story story, SlackStyle style) {
    this.story = story;
    this.style = style;
  }

  ArrayNode all() {
    story.links().runbook().ifPresent(address -> link(RUNBOOK, Word.RUNBOOK, address));
    Word where = story.links().evidence().isPresent() ? Word.EVIDENCE : Word.LISTED;
    story.links().whole().ifPresent(address -> link(EVIDENCE, where, address));
    if (style.buttons() && story.isOfOneIncident() && !story.isOver()) {
      if (story.about().acknowledged().isEmpty()) {
        press(ACKNOWLEDGE, Word.ACKNOWLEDGE).put("style", "primary");
      }
      if (story.tone() != Tone.OWN_TROUBLE) {
        press(SILENCE, Word.SILENCE);
      }
    }
    return all;
  }

  private void link(String action, Word label, String address) {
    button(action, label).put("url", address);
  }

  private ObjectNode press(String action, Word label) {
    return button(action, label).put("value", story.incident().toString());
  }

  private ObjectNode button(String action, Word label) {
    ObjectNode button = all.addObject().put("type", "button").put("action_id", action);
    button.set("text", SlackBlocks.plain(label.in(story.language())));
    return button;
  }
}
