package io.vigie.probe.imap;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Commands with their tags, and what is answered until the tag comes back. */
final class ImapWire {

  private static final int MOST_LINES = 500;

  private final Conversation wire;
  private int commands;

  ImapWire(Conversation wire) {
    this.wire = wire;
  }

  /**
   * An answer.
   *
   * @param untagged the lines before its end, without their stars
   * @param status OK, NO or BAD
   * @param text what is said after that
   */
  record Answer(List<String> untagged, String status, String text) {
    Answer {
      untagged = List.copyOf(untagged);
    }

    boolean isOk() {
      return status.equals("OK");
    }

    String shown() {
      String said = status + " " + text;
      return said.length() <= 200 ? said : said.substring(0, 200) + "…";
    }
  }

  /** The first line, without its star. */
  String greeting() {
    String line = ImapLine.read(wire);
    if (!line.startsWith("* ")) {
      throw notImap();
    }
    return line.substring(2);
  }

  Answer ask(String command) {
    String tag = tag();
    wire.send(tag + " " + command + "\r\n");
    return answer(tag, "");
  }

  /** The same for a command whose end is a secret. */
  Answer askSecretly(String command, String secret) {
    String tag = tag();
    wire.sendConcealed(tag + " " + command + " ", secret);
    return answer(tag, "");
  }

  /** The same, where the secret is told when the server asks for it. */
  Answer askWithAnswer(String command, String secret) {
    String tag = tag();
    wire.send(tag + " " + command + "\r\n");
    return answer(tag, secret);
  }

  private String tag() {
    return "v" + ++commands;
  }

  /** A second question is an error of XOAUTH2, to be answered with nothing. */
  private Answer answer(String tag, String secret) {
    List<String> untagged = new ArrayList<>();
    String next = secret;
    while (untagged.size() < MOST_LINES) {
      String line = ImapLine.read(wire);
      if (line.startsWith("+")) {
        wire.sendConcealed("", next);
        next = "";
        untagged.add("+");
      } else if (line.startsWith(tag + " ")) {
        return ended(untagged, line.substring(tag.length() + 1));
      } else if (line.startsWith("* ")) {
        untagged.add(alive(line.substring(2)));
      } else {
        throw notImap();
      }
    }
    throw new Broken("answer-limit", "an answer must have at most 500 lines, has more");
  }

  /** A server that says BYE hangs up next, whatever was asked. */
  private static String alive(String line) {
    if (line.regionMatches(true, 0, "BYE", 0, 3)) {
      throw new Broken("bye", "the server says goodbye: " + cut(line.substring(3).strip()));
    }
    return line;
  }

  private static Answer ended(List<String> untagged, String line) {
    int end = line.indexOf(' ');
    String status = (end < 0 ? line : line.substring(0, end)).toUpperCase(Locale.ROOT);
    if (!List.of("OK", "NO", "BAD").contains(status)) {
      throw notImap();
    }
    return new Answer(untagged, status, end < 0 ? "" : line.substring(end + 1));
  }

  static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static Broken notImap() {
    return new Broken("protocol-error", "the server does not speak IMAP");
  }
}
