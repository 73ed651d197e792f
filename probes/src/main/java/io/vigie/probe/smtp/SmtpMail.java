package io.vigie.probe.smtp;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Ours;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A mail as it goes over the wire, with its end. Its text is in base64, so that no line of it is a
 * dot.
 */
final class SmtpMail {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

  /** An encoded word has at most 75 characters: so many of ours are few enough. */
  private static final int TOGETHER = 10;

  private SmtpMail() {}

  /**
   * The mail of a message.
   *
   * @param id what it is known by
   */
  static String of(SmtpSettings settings, SmtpMessage message, String id, Conversation wire) {
    String subject = wire.reveal(message.subject());
    if (subject.chars().anyMatch(c -> c < ' ')) {
      throw new Ours("secret-malformed", "message.subject: a secret in it must be one line");
    }
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(wire.startedAt().atOffset(ZoneOffset.UTC));
    return """
    From: <%s>
    To: <%s>
    Subject: %s
    Date: %s
    Message-ID: <%s@%s>
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: base64

    %s
    .
    """
        .formatted(
            settings.from().orElseThrow(),
            settings.to().orElseThrow(),
            encoded(subject),
            date,
            id,
            settings.hello(),
            LINES.encodeToString(bytes(wire.reveal(message.text()))))
        .lines()
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String encoded(String subject) {
    if (subject.chars().allMatch(c -> c < 0x7f) && !subject.contains("=?")) {
      return subject;
    }
    int[] characters = subject.codePoints().toArray();
    StringBuilder encoded = new StringBuilder();
    for (int i = 0; i < characters.length; i += TOGETHER) {
      String part = new String(characters, i, Math.min(TOGETHER, characters.length - i));
      encoded
          .append(i == 0 ? "" : "\r\n ")
          .append("=?utf-8?B?")
          .append(Base64.getEncoder().encodeToString(bytes(part)))
          .append("?=");
    }
    return encoded.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
