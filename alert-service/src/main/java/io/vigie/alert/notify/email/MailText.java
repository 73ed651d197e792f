package io.vigie.alert.notify.email;

import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Word;
import java.util.Optional;

/** Lays a story out as text. */
final class MailText {

  private static final int LONGEST_SUBJECT = 200;

  private final Story story;
  private final int longest;
  private final StringBuilder text = new StringBuilder();

  private MailText(Story story, int longest) {
    this.story = story;
    this.longest = longest;
  }

  /** One line, whatever the title holds: a line break in it would be a header of its own. */
  static String subject(Story story) {
    String over = story.isOver() ? Word.RESOLVED.in(story.language()) + " " : "";
    String space = story.subject().startsWith("[") ? "" : " ";
    return PlainText.line(over + "[Vigie]" + space + story.subject(), LONGEST_SUBJECT);
  }

  /** No part of it is longer than {@code longest}. */
  static String of(Story story, int longest) {
    return new MailText(story, longest).whole();
  }

  private String whole() {
    line(story.banner());
    blank();
    story.change().ifPresent(this::block);
    line(story.title());
    block(story.summary());
    story.impact().ifPresent(this::fact);
    story.firstStep().ifPresent(this::fact);
    expected();
    blank();
    story.facts().forEach(this::fact);
    story.labels().forEach(this::fact);
    story.listing().ifPresent(this::listed);
    links();
    history();
    blank();
    line(story.footer());
    line(story.reason());
    return text.toString();
  }

  private void expected() {
    if (story.unmet().isEmpty()) {
      return;
    }
    blank();
    story.unmet().forEach(one -> line("  - " + one.line()));
    story.unmetMore().ifPresent(more -> line("  - " + more));
  }

  private void listed(Story.Listing listing) {
    blank();
    line(listing.title());
    listing.entries().forEach(entry -> line("  - " + entry.text()));
    listing.more().ifPresent(more -> line("  - " + more.text()));
  }

  private void links() {
    blank();
    link(Word.EVIDENCE, story.links().evidence());
    link(story.isOfOneIncident() ? Word.THE_INCIDENT : Word.LISTED, story.links().incident());
    link(Word.SILENCE_IT, story.links().silence().filter(_ -> !story.isOver()));
  }

  private void link(Word label, Optional<String> address) {
    address.ifPresent(
        to -> line(label.in(story.language()) + Word.COLON.in(story.language()) + to));
  }

  private void history() {
    if (story.history().isEmpty()) {
      return;
    }
    blank();
    line(Word.HISTORY.in(story.language()));
    story.history().forEach(event -> line("  " + event.line()));
  }

  private void fact(Story.Fact fact) {
    text.append(fact.label()).append(Word.COLON.in(story.language()));
    block(fact.value());
  }

  /** What begins in a column that is ours stays in it. */
  private void line(String line) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    text.append(indent).append(PlainText.line(line, longest)).append('\n');
  }

  private void block(String block) {
    text.append(PlainText.block(block, longest)).append('\n');
  }

  /** One empty line, and never two. */
  private void blank() {
    if (text.length() < 2 || text.charAt(text.length() - 2) != '\n') {
      text.append('\n');
    }
  }
}
