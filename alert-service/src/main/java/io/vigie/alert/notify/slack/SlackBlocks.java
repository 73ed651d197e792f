package io.vigie.alert.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Story.Fact;
import io.vigie.alert.notify.story.Word;
import java.util.List;

/**
 * Lays a story out in Block Kit, within Slack's limits: a message that is too long is laid out
 * again with shorter parts, and its buttons lead to the whole of it.
 */
final class SlackBlocks {

  /** Slack refuses what has about 13,200 characters in its blocks. */
  static final int LARGEST = 12_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_SECTION = 3_000;
  private static final int LONGEST_HEADER = 140;
  private static final int LONGEST_PUSH = 400;
  private static final int LONGEST_PART = 600;
  private static final int SHORTEST_PART = 50;
  private static final int LONGEST_TITLE = 300;
  private static final int LONGEST_LINK_IN_TEXT = 300;
  private static final int MOST_FACTS = 10;
  private static final int MOST_UNMET_ASIDE = 1;

  private final Story story;
  private final SlackStyle style;
  private final int longest;
  private final ArrayNode blocks = JSON.arrayNode();

  private SlackBlocks(Story story, SlackStyle style, int longest) {
    this.story = story;
    this.style = style;
    this.longest = longest;
  }

  /** The message without a channel: text for notifications, blocks for the eye. */
  static ObjectNode message(Story story, SlackStyle style) {
    SlackBlocks laidOut = new SlackBlocks(story, style, LONGEST_PART).whole();
    for (int longest = LONGEST_PART / 2;
        laidOut.size() > LARGEST && longest >= SHORTEST_PART;
        longest /= 2) {
      laidOut = new SlackBlocks(story, style, longest).whole();
    }
    return message(story.spoken(), laidOut.blocks);
  }

  /** What is new, for a reply in a thread. */
  static ObjectNode reply(Story story, SlackStyle style, List<String> news) {
    SlackBlocks laidOut = new SlackBlocks(story, style, LONGEST_PART);
    laidOut.section(laidOut.news(news));
    return message(story.spoken(), laidOut.blocks);
  }

  private static ObjectNode message(String push, ArrayNode blocks) {
    ObjectNode message = JSON.objectNode();
    message.put("text", SlackText.line(push, LONGEST_PUSH));
    message.put("unfurl_links", false);
    message.put("unfurl_media", false);
    message.set("blocks", blocks);
    return message;
  }

  private SlackBlocks whole() {
    blocks
        .addObject()
        .put("type", "header")
        .set("text", plain(SlackText.plain(story.banner(), LONGEST_HEADER)));
    section(what());
    story.listing().ifPresent(listing -> section(listed(listing)));
    fields();
    context();
    ArrayNode buttons = new SlackButtons(story, style).all();
    if (!buttons.isEmpty()) {
      blocks.addObject().put("type", "actions").set("elements", buttons);
    }
    return this;
  }

  private int size() {
    return blocks.findValuesAsText("text").stream().mapToInt(String::length).sum();
  }

  /** What broke, how bad it is, what to do first. */
  private SlackLines what() {
    SlackLines lines = new SlackLines(LONGEST_SECTION);
    String call = style.mentionFor(story).map(who -> who + " ").orElse("");
    lines.add(call + bold(PlainText.cut(story.title(), LONGEST_TITLE)));
    lines.add(text(story.summary()));
    story
        .change()
        .filter(_ -> story.telling() != Telling.ACKNOWLEDGED)
        .ifPresent(change -> lines.add("_" + text(change).replace('_', ' ') + "_"));
    story.impact().ifPresent(impact -> lines.add(labelled(impact)));
    story.firstStep().ifPresent(step -> lines.add(labelled(step) + runbook()));
    if (story.unmet().size() > MOST_UNMET_ASIDE) {
      story.unmet().forEach(one -> lines.add("• " + expected(one)));
      story.unmetMore().ifPresent(more -> lines.add("• " + text(more)));
    }
    return lines;
  }

  private String expected(Story.Unmet unmet) {
    return Word.EXPECTED.in(story.language(), code(unmet.expression()), code(unmet.found()));
  }

  private String code(String text) {
    return "`" + SlackText.line(text.replace('`', '\''), longest / 2) + "`";
  }

  private String labelled(Fact fact) {
    return bold((fact.label() + Word.COLON.in(story.language())).strip())
        + " "
        + text(fact.value());
  }

  private String runbook() {
    return story
        .links()
        .runbook()
        .filter(address -> address.length() <= LONGEST_LINK_IN_TEXT)
        .flatMap(address -> SlackText.link(address, Word.RUNBOOK.in(story.language())))
        .map(link -> " → " + link)
        .orElse("");
  }

  private SlackLines listed(Story.Listing listing) {
    SlackLines lines = new SlackLines(LONGEST_SECTION);
    lines.add(bold(listing.title()));
    String more = listing.more().map(this::entry).orElse("");
    listing.entries().forEach(one -> lines.add("• " + entry(one), more.length() + 1));
    if (!more.isEmpty()) {
      lines.add(more);
    }
    return lines;
  }

  private String entry(Story.Entry entry) {
    return entry
        .link()
        .flatMap(address -> SlackText.link(address, PlainText.cut(entry.text(), longest)))
        .orElseGet(() -> text(entry.text()));
  }

  private SlackLines news(List<String> news) {
    SlackLines lines = new SlackLines(LONGEST_SECTION);
    String call = style.mentionFor(story).map(who -> who + " ").orElse("");
    String glyph = story.isOfOneIncident() ? story.tone().glyph() + " " : "";
    lines.add(call + glyph + bold(news.getFirst()) + " · " + text(story.title()));
    news.stream().skip(1).forEach(line -> lines.add(text(line)));
    return lines;
  }

  private void fields() {
    ArrayNode fields = JSON.arrayNode();
    story.facts().stream()
        .limit(MOST_FACTS)
        .forEach(fact -> fields.add(markup(bold(fact.label()) + "\n" + text(fact.value()))));
    if (!fields.isEmpty()) {
      blocks.addObject().put("type", "section").set("fields", fields);
    }
  }

  /** What was expected, and the names of it all. */
  private void context() {
    ArrayNode elements = JSON.arrayNode();
    if (story.unmet().size() == MOST_UNMET_ASIDE) {
      elements.add(markup(expected(story.unmet().getFirst())));
    }
    SlackLines names = new SlackLines(LONGEST_SECTION);
    StringBuilder line = new StringBuilder(text(story.footer()));
    for (Fact label : story.labels()) {
      if (isButton(label)) {
        continue;
      }
      line.append(" · ").append(text(label.label() + " " + label.value()));
    }
    names.add(line.toString());
    elements.add(markup(names.text()));
    elements.add(markup(text(story.reason())));
    blocks.addObject().put("type", "context").set("elements", elements);
  }

  private boolean isButton(Fact label) {
    return story.links().runbook().isPresent()
        && label.label().equals(Word.RUNBOOK.in(story.language()));
  }

  private String bold(String text) {
    return "*" + text(text).replace('*', '\u2217').replace('\n', ' ') + "*";
  }

  private String text(String text) {
    return SlackText.block(text, longest);
  }

  private void section(SlackLines lines) {
    blocks.addObject().put("type", "section").set("text", markup(lines.text()));
  }

  /** {@code escaped} is Slack's markup already. */
  private static ObjectNode markup(String escaped) {
    return JSON.objectNode().put("type", "mrkdwn").put("text", escaped).put("verbatim", true);
  }

  static ObjectNode plain(String text) {
    return JSON.objectNode().put("type", "plain_text").put("text", text).put("emoji", false);
  }
}
