package io.vigie.probe.tls;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** STARTTLS of SMTP (RFC 3207). */
final class SmtpUpgrade extends Upgrade {

  private static final Pattern REPLY =
      Pattern.compile("(?:\\d{3}-[^\n]*\n)*+(\\d{3})(?: [^\n]*|\r?)\n");

  private int replies;

  @Override
  void begin() {
    // The server speaks first.
  }

  @Override
  void hear() {
    Matcher reply = REPLY.matcher(heard);
    while (!isSettled() && reply.lookingAt()) {
      String text = reply.group();
      String code = reply.group(1);
      heard.delete(0, reply.end());
      next(code, text);
      reply.reset();
    }
    if (!isSettled() && heard.length() >= 4 && !heard.substring(0, 3).matches("\\d{3}")) {
      fail("protocol-error", "the server does not speak SMTP, said " + shown(heard.toString()));
    }
  }

  private void next(String code, String text) {
    List<String> expected = List.of("220", "250", "220");
    boolean good = code.equals(expected.get(replies));
    switch (replies++) {
      case 0 -> sayIf(good, "EHLO vigie\r\n", text);
      case 1 -> sayIf(good && offers(text), "STARTTLS\r\n", text);
      default -> {
        if (good) {
          ready();
        } else {
          fail("starttls-refused", "the server refuses STARTTLS: " + shown(text));
        }
      }
    }
  }

  private void sayIf(boolean good, String what, String text) {
    if (good) {
      say(what);
    } else if (replies == 2) {
      fail("starttls-not-offered", "the server does not offer STARTTLS");
    } else {
      fail("starttls-refused", "the server does not want to talk: " + shown(text));
    }
  }

  private static boolean offers(String text) {
    return text.lines()
        .anyMatch(
            line ->
                line.length() > 4
                    && line.substring(4).strip().toUpperCase(Locale.ROOT).equals("STARTTLS"));
  }
}
