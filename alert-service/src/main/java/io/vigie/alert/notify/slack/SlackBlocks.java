package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Story.Fact;
import java.util.List;
import java.util.regex.Pattern;

/** Lays a story out in Block Kit, within Slack's limits. */
final class SlackBlocks {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_TEXT = 3_000;
  private static final int LONGEST_HEADER = 140;
  private static final int LONGEST_LINE = 600;
  private static final int LONGEST_FACT = 800;
  private static final int MOST_FACTS = 10;

  /** What may stand in Slack's link syntax without ending it. */
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>|]+");

  private SlackBlocks() {}

  /** The message without a channel: text for notifications, blocks for the eye. */
  static ObjectNode message(Story story) {
    ObjectNode message = JSON.objectNode();
    message.put("text", SlackText.escaped(story.headline(), LONGEST_TEXT));
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    message.set("blocks", blocks(story));
    return message;
  }

  /** The same in one paragraph, for a reply in a thread. */
  static ObjectNode reply(Story story) {
    ObjectNode message = JSON.objectNode();
    message.put("text", SlackText.escaped(story.headline() + "\n" + story.summary(), LONGEST_TEXT));
    message.put("unfurl_links", false);
    return message;
  }

  private static ArrayNode blocks(Story story) {
    ArrayNode blocks = JSON.arrayNode();
    blocks
        .addObject()
        .put("type", "header")
        .set(
            "text",
            JSON.objectNode()
                .put("type", "plain_text")
                .put("text", SlackText.plain(story.banner(), LONGEST_HEADER))
                .put("emoji", false));
    blocks.addObject().put("type", "section").set("text", markdown(what(story), LONGEST_TEXT));
    facts(blocks, story.facts());
    ArrayNode context = JSON.arrayNode();
    context.add(markdown(SlackText.escaped(story.footer(), LONGEST_LINE), LONGEST_LINE));
    blocks.addObject().put("type", "context").set("elements", context);
    return blocks;
  }

  private static String what(Story story) {
    StringBuilder text = new StringBuilder();
    text.append('*').append(SlackText.escaped(story.title(), LONGEST_LINE)).append('*');
    text.append('\n').append(SlackText.escaped(story.summary(), LONGEST_LINE));
    for (String line : story.unmet()) {
      String next = "\n• " + SlackText.escaped(line, LONGEST_LINE);
      if (text.length() + next.length() > LONGEST_TEXT) {
        return text.toString();
      }
      text.append(next);
    }
    return text.toString();
  }

  private static void facts(ArrayNode blocks, List<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    ArrayNode fields = JSON.arrayNode();
    facts.stream()
        .limit(MOST_FACTS)
        .forEach(
            fact ->
                fields.add(
                    markdown(
                        "*" + SlackText.escaped(fact.label(), 100) + "*\n" + value(fact.value()),
                        LONGEST_TEXT)));
    blocks.addObject().put("type", "section").set("fields", fields);
  }

  private static String value(String value) {
    return LINK.matcher(value).matches() && value.length() < LONGEST_FACT
        ? "<" + value.replace("&", "&amp;") + ">"
        : SlackText.escaped(value, LONGEST_FACT);
  }

  /** {@code escaped} is Slack's markup already. */
  private static ObjectNode markdown(String escaped, int limit) {
    if (escaped.length() > limit) {
      throw new IllegalArgumentException("slack text: must be shorter, had " + escaped.length());
    }
    return JSON.objectNode().put("type", "mrkdwn").put("text", escaped).put("verbatim", true);
  }
}
