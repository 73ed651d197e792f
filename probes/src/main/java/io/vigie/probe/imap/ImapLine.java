package io.vigie.probe.imap;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of an IMAP server, with what it announces as literals within. */
final class ImapLine {

  /** The most bytes of a literal. */
  static final int LONGEST_LITERAL = 16 * 1024;

  private static final int MOST_LITERALS = 8;
  private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d{1,20})\\+?}", Pattern.DOTALL);

  private ImapLine() {}

  /** The next line; its literals are in it as they came. */
  static String read(Conversation wire) {
    String last = wire.line();
    StringBuilder whole = new StringBuilder(last);
    for (int literals = 0; ; literals++) {
      Matcher announced = LITERAL.matcher(last);
      if (!announced.matches()) {
        return whole.toString();
      } else if (literals == MOST_LITERALS) {
        throw new Broken("literal-limit", "an answer must have at most 8 literals, has more");
      }
      byte[] literal = wire.read(bounded(announced.group(1)));
      last = wire.line();
      whole.append(new String(literal, StandardCharsets.UTF_8)).append(last);
    }
  }

  private static int bounded(String digits) {
    if (digits.length() > 9 || Integer.parseInt(digits) > LONGEST_LITERAL) {
      throw new Broken(
          "literal-limit",
          "a literal must be at most "
              + LONGEST_LITERAL / 1024
              + " KiB long, is announced with "
              + digits
              + " bytes");
    }
    return Integer.parseInt(digits);
  }

  /** Text as a command may hold it, in quotes. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
