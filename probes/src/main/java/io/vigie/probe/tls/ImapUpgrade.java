package io.vigie.probe.tls;

import java.util.Locale;

/** STARTTLS of IMAP (RFC 3501). */
final class ImapUpgrade extends Upgrade {

  private boolean greeted;

  @Override
  void begin() {
    // The server speaks first.
  }

  @Override
  void hear() {
    int end = heard.indexOf("\n");
    while (end >= 0 && !isSettled()) {
      String line = heard.substring(0, end).strip();
      heard.delete(0, end + 1);
      understand(line);
      end = heard.indexOf("\n");
    }
  }

  private void understand(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    if (!greeted) {
      greeted(line, upper);
    } else if (upper.startsWith("V1 OK")) {
      ready();
    } else if (upper.startsWith("V1 ")) {
      fail("starttls-not-offered", "the server does not offer STARTTLS: " + shown(line));
    }
  }

  private void greeted(String line, String upper) {
    greeted = true;
    if (upper.startsWith("* OK") || upper.startsWith("* PREAUTH")) {
      say("v1 STARTTLS\r\n");
    } else if (upper.startsWith("* BYE")) {
      fail("starttls-refused", "the server does not want to talk: " + shown(line));
    } else {
      fail("protocol-error", "the server does not speak IMAP, said " + shown(line));
    }
  }
}
