package io.vigie.probe.redis;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;

/** RESP2, as far as a probe needs it: commands of words, answers that are one value. */
final class Resp {

  /** The longest answer that is read: INFO has 4 to 10 KiB. */
  static final int LONGEST = 64 * 1024;

  private final Conversation wire;

  Resp(Conversation wire) {
    this.wire = wire;
  }

  /**
   * An answer.
   *
   * @param text what it says; of an error, its code and more
   */
  record Answer(boolean isError, String text) {

    /** The first word: PONG, OK, NOAUTH. */
    String word() {
      int end = text.indexOf(' ');
      return end < 0 ? text : text.substring(0, end);
    }

    boolean says(String word) {
      return word().equals(word);
    }
  }

  /** Asks, and waits for the answer. */
  Answer ask(String... words) {
    StringBuilder command = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    wire.send(command.toString());
    return answer();
  }

  private Answer answer() {
    String line = wire.line();
    if (line.isEmpty()) {
      throw broken("an empty line");
    }
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+', ':' -> new Answer(false, rest);
      case '-' -> new Answer(true, rest);
      case '$' -> new Answer(false, bulk(length(rest)));
      default -> throw broken("a line that begins with neither of + - : $");
    };
  }

  private String bulk(int length) {
    if (length < 0) {
      return "";
    }
    String text = new String(wire.read(length), StandardCharsets.UTF_8);
    if (wire.read() != '\r' || wire.read() != '\n') {
      throw broken("a value that is longer than it says");
    }
    return text;
  }

  private static int length(String digits) {
    try {
      long length = Long.parseLong(digits);
      if (length >= -1 && length <= LONGEST) {
        return (int) length;
      }
    } catch (NumberFormatException e) {
      throw broken("a length that is no number");
    }
    throw new Broken(
        "answer-limit", "an answer must be at most " + LONGEST / 1024 + " KiB, says it is longer");
  }

  private static Broken broken(String what) {
    return new Broken("protocol-error", "the server does not speak RESP: it answers " + what);
  }
}
