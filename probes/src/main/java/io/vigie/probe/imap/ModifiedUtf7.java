package io.vigie.probe.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names of mailboxes as IMAP writes them (RFC 3501, 5.1.3). */
final class ModifiedUtf7 {

  private ModifiedUtf7() {}

  static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    StringBuilder other = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        flush(other, encoded);
        encoded.append(c == '&' ? "&-" : c);
      } else {
        other.append(c);
      }
    }
    flush(other, encoded);
    return encoded.toString();
  }

  private static void flush(StringBuilder other, StringBuilder encoded) {
    if (!other.isEmpty()) {
      byte[] bytes = other.toString().getBytes(StandardCharsets.UTF_16BE);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      encoded.append('&').append(base64.replace('/', ',')).append('-');
      other.setLength(0);
    }
  }
}
