package io.vigie.probe.scenario;

import io.vigie.probe.expect.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A JSON web token, taken apart. Whether it is genuine is another question. */
record WebToken(
    String signed, Map<?, ?> header, Map<?, ?> claims, Octets signature, String payload) {

  private static final int LONGEST = 32 * 1024;

  /** Fails with what is wrong with it, without showing it. */
  static WebToken parse(String token) {
    String[] parts = token.strip().split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      throw new IllegalArgumentException("must be a JSON web token, three parts with dots between");
    }
    return new WebToken(
        parts[0] + "." + parts[1],
        object("header", parts[0]),
        object("claims", parts[1]),
        Octets.of(decoded("signature", parts[2])),
        parts[1]);
  }

  private static Map<?, ?> object(String what, String part) {
    String json = new String(decoded(what, part), StandardCharsets.UTF_8);
    try {
      if (JsonText.value(json) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be a JSON web token, its " + what + " is no JSON", e);
    }
    throw new IllegalArgumentException("must be a JSON web token, its " + what + " is no object");
  }

  private static byte[] decoded(String what, String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be a JSON web token, its " + what + " is no base64url", e);
    }
  }

  /** A text of the header; empty where it has none. */
  String header(String name) {
    return header.get(name) instanceof String text ? text : "";
  }

  @Override
  public String toString() {
    return "WebToken[" + header("alg") + "]";
  }
}
