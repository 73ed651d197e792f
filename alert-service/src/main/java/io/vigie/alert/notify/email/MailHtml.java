package io.vigie.alert.notify.email;

import io.vigie.alert.notify.story.PlainText;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tone;
import io.vigie.alert.notify.story.Word;
import java.util.List;
import java.util.Optional;

/**
 * Lays a story out as HTML that every mail program shows: tables and inline styles, nothing that is
 * loaded from elsewhere, nothing that is run.
 */
final class MailHtml {

  private static final String FONT =
      "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
  private static final String SOFT = "color:#54646f";
  private static final String LINE = "border-top:1px solid #d5dde2";

  private final Story story;
  private final int longest;
  private final StringBuilder html = new StringBuilder();

  private MailHtml(Story story, int longest) {
    this.story = story;
    this.longest = longest;
  }

  /** No part of it is longer than {@code longest}. */
  static String of(Story story, int longest) {
    return new MailHtml(story, longest).whole();
  }

  private String whole() {
    html.append("<!DOCTYPE html><html lang=\"")
        .append(story.language().tag())
        .append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=")
        .append("device-width\"><title>")
        .append(line(story.headline()))
        .append("</title></head><body style=\"margin:0;padding:16px;background:#f3f6f8;")
        .append(FONT)
        .append(";font-size:15px;line-height:1.45;color:#14212b\">")
        .append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\"")
        .append(" style=\"max-width:640px;margin:0 auto;background:#ffffff;border:1px solid")
        .append(" #d5dde2;border-collapse:collapse\">");
    banner();
    lead();
    expected();
    facts();
    story.listing().ifPresent(this::listed);
    history();
    footer();
    return html.append("</table></body></html>").toString();
  }

  private void banner() {
    row("padding:14px 20px;color:#ffffff;font-size:17px;font-weight:bold;background:" + color());
    html.append(line(story.banner()));
    end();
  }

  /** Dark enough for white letters; the glyph and the word say it too. */
  private String color() {
    return switch (story.tone()) {
      case FAILING -> "#a3201d";
      case ATTENDED -> "#8a5300";
      case OVER -> "#1c6b3c";
      case OWN_TROUBLE -> "#5b3a8c";
      case QUIET -> "#0b5c7a";
    };
  }

  /** What is new, what broke, how bad it is, what to do first, and where to go. */
  private void lead() {
    row("padding:16px 20px 4px");
    story
        .change()
        .ifPresent(
            change ->
                paragraph("margin:0 0 10px;font-weight:bold;color:" + color(), block(change)));
    paragraph("margin:0 0 4px;font-size:18px;font-weight:bold", line(story.title()));
    paragraph("margin:0 0 10px", block(story.summary()));
    story.impact().ifPresent(this::lead);
    story.firstStep().ifPresent(this::lead);
    buttons();
    end();
  }

  private void lead(Story.Fact fact) {
    String label = "<b>" + line(fact.label() + Word.COLON.in(story.language())) + "</b> ";
    paragraph("margin:0 0 6px", label + block(fact.value()));
  }

  private void buttons() {
    html.append("<p style=\"margin:12px 0\">");
    boolean first = true;
    first = button(Word.RUNBOOK, story.links().runbook(), first);
    first = button(Word.EVIDENCE, story.links().evidence(), first);
    button(
        story.isOfOneIncident() ? Word.THE_INCIDENT : Word.LISTED, story.links().incident(), first);
    html.append("</p>");
  }

  /** The first is what to press; returns whether the next is the first. */
  private boolean button(Word label, Optional<String> address, boolean first) {
    if (address.isEmpty()) {
      return first;
    }
    String colours = first ? "color:#ffffff;background:#0b5c7a" : "color:#0b5c7a";
    html.append("<a href=\"")
        .append(escaped(address.get()))
        .append("\" style=\"display:inline-block;margin:0 8px 6px 0;padding:7px 14px;border:1px")
        .append(" solid #0b5c7a;text-decoration:none;")
        .append(colours)
        .append("\">")
        .append(escaped(label.in(story.language())))
        .append("</a>");
    return false;
  }

  private void expected() {
    if (story.unmet().isEmpty()) {
      return;
    }
    row("padding:4px 20px 12px");
    html.append("<table cellpadding=\"6\" cellspacing=\"0\" width=\"100%\"")
        .append(" style=\"border-collapse:collapse;background:#f3f6f8\"><tr>");
    head(Word.EXPECTED_ALONE);
    head(Word.GOT_ALONE);
    html.append("</tr>");
    for (Story.Unmet one : story.unmet()) {
      html.append("<tr>");
      code(one.expression());
      code(one.found());
      html.append("</tr>");
    }
    html.append("</table>");
    story.unmetMore().ifPresent(more -> paragraph("margin:4px 0;" + SOFT, line(more)));
    end();
  }

  private void head(Word word) {
    html.append("<th align=\"left\" style=\"font-size:13px;font-weight:normal;")
        .append(SOFT)
        .append("\">")
        .append(escaped(word.in(story.language())))
        .append("</th>");
  }

  private void code(String text) {
    html.append("<td valign=\"top\" style=\"" + LINE)
        .append(";font-family:Consolas,Menlo,monospace;font-size:14px;word-break:break-word\">")
        .append(block(text))
        .append("</td>");
  }

  private void facts() {
    if (story.facts().isEmpty() && story.labels().isEmpty()) {
      return;
    }
    row("padding:4px 14px 10px");
    html.append("<table cellpadding=\"5\" cellspacing=\"0\" style=\"border-collapse:collapse\">");
    story.facts().forEach(this::fact);
    story.labels().forEach(this::fact);
    html.append("</table>");
    end();
  }

  private void fact(Story.Fact fact) {
    html.append("<tr><td valign=\"top\" style=\"white-space:nowrap;")
        .append(SOFT)
        .append("\">")
        .append(line(fact.label()))
        .append("</td><td style=\"word-break:break-word\">")
        .append(PlainText.link(fact.value()).map(this::link).orElseGet(() -> block(fact.value())))
        .append("</td></tr>");
  }

  private void listed(Story.Listing listing) {
    row("padding:4px 20px 10px");
    paragraph("margin:6px 0;font-weight:bold", line(listing.title()));
    html.append("<ul style=\"margin:0;padding:0 0 0 20px\">");
    listing.entries().forEach(this::entry);
    listing.more().ifPresent(this::entry);
    html.append("</ul>");
    end();
  }

  private void entry(Story.Entry entry) {
    html.append("<li style=\"margin:3px 0;word-break:break-word\">")
        .append(entry.link().map(to -> link(to, entry.text())).orElseGet(() -> line(entry.text())))
        .append("</li>");
  }

  private void history() {
    List<Story.Event> history = story.history();
    if (history.isEmpty()) {
      return;
    }
    row("padding:4px 20px 10px");
    paragraph("margin:6px 0;font-weight:bold", escaped(Word.HISTORY.in(story.language())));
    for (Story.Event event : history) {
      paragraph("margin:2px 0;" + SOFT, line(event.line()));
    }
    end();
  }

  private void footer() {
    row("padding:12px 20px;font-size:13px;" + LINE + ";" + SOFT);
    html.append(line(story.footer())).append("<br>").append(line(story.reason()));
    if (story.tone() != Tone.OVER) {
      story
          .links()
          .silence()
          .map(to -> link(to, Word.SILENCE_IT.in(story.language())))
          .ifPresent(link -> html.append("<br>").append(link));
    }
    end();
  }

  private void row(String style) {
    html.append("<tr><td style=\"").append(style).append("\">");
  }

  private void end() {
    html.append("</td></tr>");
  }

  private void paragraph(String style, String content) {
    html.append("<p style=\"").append(style).append("\">").append(content).append("</p>");
  }

  private String link(String address) {
    return link(address, address);
  }

  private String link(String address, String label) {
    return "<a href=\"" + escaped(address) + "\" style=\"color:#0b5c7a\">" + line(label) + "</a>";
  }

  private String line(String text) {
    return escaped(PlainText.line(text, longest));
  }

  private String block(String text) {
    return escaped(PlainText.block(text, longest)).replace("\n", "<br>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
