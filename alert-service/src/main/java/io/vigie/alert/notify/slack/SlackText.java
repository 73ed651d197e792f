package io.vigie.alert.notify.slack;

import io.vigie.alert.notify.story.PlainText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text as Slack wants it: three characters as entities, nothing that rings or turns the direction
 * of reading, and never longer than allowed.
 */
final class SlackText {

  private static final String CUT = "…";
  private static final int LONGEST_LABEL = 600;

  /** What may stand in Slack's link syntax without ending it. */
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>|]+");

  private SlackText() {}

  /** One line, escaped, of at most {@code limit} characters. */
  static String line(String text, int limit) {
    return escaped(PlainText.line(text, limit), limit);
  }

  /** Lines, escaped, of at most {@code limit} characters together. */
  static String block(String text, int limit) {
    return escaped(PlainText.block(text, limit), limit);
  }

  /** {@code label} leading to {@code address}; empty where that is no address of the web. */
  static Optional<String> link(String address, String label) {
    String shown = PlainText.line(label, LONGEST_LABEL).replace('|', '\u00A6');
    return LINK.matcher(address).matches()
        ? Optional.of("<" + address.replace("&", "&amp;") + "|" + escaped(shown) + ">")
        : Optional.empty();
  }

  /**
   * {@code text} escaped, so that {@code <!here>} is shown and calls nobody; cut so that the
   * escaped form has at most {@code limit} characters.
   */
  static String escaped(String text, int limit) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      String piece = escaped(point);
      if (out.length() + piece.length() > limit - CUT.length()
          && !fits(out, text.substring(i), limit)) {
        return out.append(CUT).toString();
      }
      out.append(piece);
      i += Character.charCount(point);
    }
    return out.toString();
  }

  private static boolean fits(StringBuilder out, String rest, int limit) {
    return out.length() + escaped(rest).length() <= limit;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Plain text is not parsed by Slack and only needs to be short enough. */
  static String plain(String text, int limit) {
    return PlainText.line(text, limit);
  }

  private static String escaped(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\n' -> "\n";
      default -> Character.isISOControl(point) ? " " : Character.toString(point);
    };
  }
}
