package io.vigie.alert.notify.slack;

/** Text as Slack wants it: three characters as entities, and never longer than allowed. */
final class SlackText {

  private static final String CUT = "…";

  private SlackText() {}

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
    int length =
        out.length()
            + rest.codePoints().mapToObj(SlackText::escaped).mapToInt(String::length).sum();
    return length <= limit;
  }

  /** Plain text is not parsed by Slack and only needs to be short enough. */
  static String plain(String text, int limit) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.codePointCount(0, line.length()) <= limit
        ? line
        : line.substring(0, line.offsetByCodePoints(0, limit - 1)) + CUT;
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
