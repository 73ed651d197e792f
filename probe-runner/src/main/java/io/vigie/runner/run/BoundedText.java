package io.vigie.runner.run;

/** Text of bounded size that is safe to store and to show. */
final class BoundedText {

  private static final char REPLACEMENT = '\uFFFD';

  /** Bytes that one character costs at most. */
  private static final int DEAREST = 3;

  private BoundedText() {}

  /** True where the text cannot cost more than {@code limit}, whatever it consists of. */
  static boolean isShort(String text, int limit) {
    return text.length() <= limit / DEAREST;
  }

  /** How many bytes the text takes as JSON in UTF-8, at most. */
  static int cost(String text) {
    int cost = 0;
    for (int i = 0; i < text.length(); i++) {
      cost += cost(text.charAt(i));
    }
    return cost;
  }

  private static int cost(char c) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
      return 2;
    }
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : 3;
  }

  /** The beginning of the text that costs at most {@code limit}; never half a character. */
  static String start(String text, int limit) {
    if (isShort(text, limit)) {
      return text;
    }
    int cost = 0;
    for (int i = 0; i < text.length(); i++) {
      cost += cost(text.charAt(i));
      if (cost > limit) {
        int end = i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? i - 1 : i;
        return text.substring(0, end);
      }
    }
    return text;
  }

  /**
   * Without what a terminal or a database would stumble over: control characters other than line
   * breaks and tabs, other ends of lines, marks that turn the reading direction, halves of
   * characters and what is none.
   */
  static String withoutControls(String text) {
    int plain = plain(text);
    if (plain == text.length()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length()).append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else if (isHarmless(c)) {
        clean.append(c);
      } else if (c != '\r') {
        clean.append(REPLACEMENT);
      }
    }
    return clean.toString();
  }

  /** How many characters at its beginning are of ASCII and can be printed. */
  private static int plain(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= ' ' && text.charAt(i) <= '~') {
      i++;
    }
    return i;
  }

  static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\t', ' ').strip();
  }

  private static boolean isHarmless(char c) {
    if (c == '\n' || c == '\t') {
      return true;
    }
    boolean turnsDirection =
        c == '\u061C'
            || c == '\u200E'
            || c == '\u200F'
            || (c >= '\u202A' && c <= '\u202E')
            || (c >= '\u2066' && c <= '\u2069');
    boolean endsLine = c == '\u2028' || c == '\u2029';
    boolean isNone = c >= '\uFFFE' || Character.isSurrogate(c);
    return !Character.isISOControl(c) && !turnsDirection && !endsLine && !isNone;
  }
}
