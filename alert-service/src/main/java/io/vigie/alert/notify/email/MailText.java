package io.vigie.alert.notify.email;

import io.vigie.alert.notify.story.Story;
import java.util.regex.Pattern;

/** Lays a story out as text and as HTML. */
final class MailText {

  private static final int LONGEST_SUBJECT = 200;
  private static final int LONGEST_LINE = 2_000;
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");
  private static final String RED = "#b00020";
  private static final String GREEN = "#1b7f3b";

  private MailText() {}

  /** One line, whatever the title holds: a line break in it would be a header of its own. */
  static String subject(Story story) {
    String subject = (story.isResolved() ? "RESOLVED " : "") + "[Vigie]" + story.subject();
    String line = line(subject);
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
  }

  /** {@code text} without anything that could end a header. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }

  static String text(Story story) {
    StringBuilder text = new StringBuilder();
    text.append(line(story.banner())).append("\n\n");
    text.append(cut(story.title())).append('\n').append(cut(story.summary())).append('\n');
    story.unmet().forEach(line -> text.append("  - ").append(cut(line)).append('\n'));
    text.append('\n');
    for (Story.Fact fact : story.facts()) {
      text.append(fact.label()).append(": ").append(cut(fact.value())).append('\n');
    }
    text.append('\n').append(story.footer()).append('\n');
    return text.append(story.reason()).append('\n').toString();
  }

  static String html(Story story) {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html><html><body style=\"font-family:sans-serif;color:#1a1a1a\">");
    html.append("<p style=\"font-weight:bold;color:")
        .append(story.isResolved() ? GREEN : RED)
        .append("\">")
        .append(escaped(line(story.banner())))
        .append("</p><p><b>")
        .append(escaped(cut(story.title())))
        .append("</b><br>")
        .append(escaped(cut(story.summary())))
        .append("</p>");
    if (!story.unmet().isEmpty()) {
      html.append("<ul>");
      story.unmet().forEach(l -> html.append("<li>").append(escaped(cut(l))).append("</li>"));
      html.append("</ul>");
    }
    html.append("<table cellpadding=\"4\">");
    for (Story.Fact fact : story.facts()) {
      html.append("<tr><th align=\"left\" valign=\"top\">")
          .append(escaped(fact.label()))
          .append("</th><td>")
          .append(value(cut(fact.value())))
          .append("</td></tr>");
    }
    html.append("</table><p style=\"color:#555\">").append(escaped(story.footer())).append("<br>");
    return html.append(escaped(story.reason())).append("</p></body></html>").toString();
  }

  private static String value(String value) {
    String escaped = escaped(value);
    return LINK.matcher(value).matches()
        ? "<a href=\"" + escaped + "\">" + escaped + "</a>"
        : escaped.replace("\n", "<br>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String cut(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    return printable.length() <= LONGEST_LINE
        ? printable
        : printable.substring(0, LONGEST_LINE) + "…";
  }
}
