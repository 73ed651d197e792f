package io.vigie.probe.line;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who we are, as mail servers want to be told, in base64. */
public final class Sasl {

  private Sasl() {}

  /** PLAIN. */
  public static String plain(String user, String password) {
    return encoded("\0" + user + "\0" + password);
  }

  /** XOAUTH2. */
  public static String bearer(String user, String token) {
    return encoded("user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001");
  }

  /** Any text, as LOGIN wants it. */
  public static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
