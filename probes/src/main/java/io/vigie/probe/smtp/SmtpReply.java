package io.vigie.probe.smtp;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of a mail server.
 *
 * @param lines what it says, without the code
 */
record SmtpReply(int code, List<String> lines) {

  private static final int MOST_LINES = 200;
  private static final Pattern LINE = Pattern.compile("([2-5]\\d\\d)(?:([ -])(.*))?");
  private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: .*)?");

  SmtpReply {
    lines = List.copyOf(lines);
  }

  /** The next one. */
  static SmtpReply read(Conversation wire) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < MOST_LINES) {
      Matcher line = LINE.matcher(wire.line());
      if (!line.matches()) {
        throw new Broken(
            "protocol-error", "the server does not speak SMTP: an answer begins with no code");
      }
      lines.add(line.group(3) == null ? "" : line.group(3));
      if (!"-".equals(line.group(2))) {
        return new SmtpReply(Integer.parseInt(line.group(1)), lines);
      }
    }
    throw new Broken("answer-limit", "an answer must have at most 200 lines, has more");
  }

  boolean isPositive() {
    return code < 400;
  }

  /** The enhanced status code, such as 5.7.1; empty where there is none. */
  String enhanced() {
    Matcher matcher = ENHANCED.matcher(text());
    return matcher.matches() ? matcher.group(1) : "";
  }

  String text() {
    return lines.getLast();
  }

  /** Code and text, for a message. */
  String shown() {
    String said = text().length() <= 200 ? text() : text().substring(0, 200) + "…";
    return code + " " + said;
  }
}
