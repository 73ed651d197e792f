package io.vigie.alert.notify.teams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tone;
import io.vigie.alert.notify.story.Word;

/**
 * Lays a story out as a message with one Adaptive Card. Text is never Markdown here: runs of text
 * are shown as they are.
 */
final class TeamsCard {

  /** Teams takes 28 KB, but counts more than the bytes that are sent. */
  static final int LARGEST = 20_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_PART = 2_000;
  private static final int SHORTEST_PART = 60;

  private final ArrayNode body = JSON.arrayNode();
  private final ArrayNode actions = JSON.arrayNode();
  private final int longest;

  private TeamsCard(int longest) {
    this.longest = longest;
  }

  /** The message, its parts as long as they can be. */
  static String message(Story story) {
    String message = "";
    for (int longest = LONGEST_PART; longest >= SHORTEST_PART; longest /= 2) {
      message = new TeamsCard(longest).laidOut(story).toString();
      if (PlainText.bytes(message) <= LARGEST) {
        return message;
      }
    }
    return message;
  }

  private ObjectNode laidOut(Story story) {
    String colon = Word.COLON.in(story.language());
    banner(story);
    text(run(PlainText.line(story.title(), longest)).put("weight", "Bolder"));
    story
        .change()
        .ifPresent(change -> text(run(PlainText.block(change, longest)).put("italic", true)));
    text(run(PlainText.block(story.summary(), longest)));
    story.impact().ifPresent(impact -> fact(impact, colon));
    story.firstStep().ifPresent(step -> fact(step, colon));
    story.unmet().forEach(one -> text(run("• " + PlainText.line(one.line(), longest))));
    story.unmetMore().ifPresent(more -> text(run("• " + more)));
    story.facts().forEach(fact -> fact(fact, colon));
    story.labels().forEach(label -> fact(label, colon));
    story.listing().ifPresent(this::listed);
    String footer = PlainText.line(story.footer(), longest);
    text(run(footer).put("isSubtle", true).put("size", "Small"));
    text(run(PlainText.line(story.reason(), longest)).put("isSubtle", true).put("size", "Small"));
    story.links().whole().ifPresent(page -> action("Vigie", page));
    String runbook = Word.RUNBOOK.in(story.language());
    story.links().runbook().ifPresent(link -> action(runbook, link));
    return message(PlainText.line(story.spoken(), longest));
  }

  private void banner(Story story) {
    text(
        run(PlainText.line(story.banner(), longest))
            .put("weight", "Bolder")
            .put("size", "Large")
            // The glyph and the word say it too: a colour alone would not be seen by all.
            .put("color", color(story.tone())));
  }

  private static String color(Tone tone) {
    return switch (tone) {
      case FAILING -> "Attention";
      case ATTENDED, OWN_TROUBLE -> "Warning";
      case OVER -> "Good";
      case QUIET -> "Accent";
    };
  }

  private void fact(Story.Fact fact, String colon) {
    text(
        run(fact.label() + colon).put("weight", "Bolder"),
        run(PlainText.block(fact.value(), longest)));
  }

  private void listed(Story.Listing listing) {
    text(run(PlainText.line(listing.title(), longest)).put("weight", "Bolder"));
    listing.entries().forEach(one -> text(run("• " + PlainText.line(one.text(), longest))));
    listing.more().ifPresent(more -> text(run("• " + more.text())));
  }

  private void text(ObjectNode... runs) {
    ObjectNode block = body.addObject().put("type", "RichTextBlock");
    ArrayNode inlines = block.putArray("inlines");
    for (ObjectNode run : runs) {
      inlines.add(run);
    }
  }

  private static ObjectNode run(String text) {
    return JSON.objectNode().put("type", "TextRun").put("text", plain(text));
  }

  /** Two braces would begin a function of the card, as for dates; an empty run is refused. */
  private static String plain(String text) {
    return text.isEmpty() ? "-" : text.replace("{{", "{ {");
  }

  private void action(String title, String url) {
    actions.addObject().put("type", "Action.OpenUrl").put("title", title).put("url", url);
  }

  private ObjectNode message(String fallback) {
    ObjectNode card = JSON.objectNode();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("fallbackText", plain(fallback));
    card.putObject("msteams").put("width", "Full");
    card.set("body", body);
    if (!actions.isEmpty()) {
      card.set("actions", actions);
    }
    ObjectNode message = JSON.objectNode().put("type", "message");
    message
        .putArray("attachments")
        .addObject()
        .put("contentType", "application/vnd.microsoft.card.adaptive")
        .putNull("contentUrl")
        .set("content", card);
    return message;
  }
}
