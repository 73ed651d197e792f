package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SCRAM-SHA-256 (RFC 7677) without channel binding, for one login. Not thread-safe. */
final class Scram {

  static final String MECHANISM = "SCRAM-SHA-256";

  /** A server that asks for more wants our time, not a proof. */
  private static final int MOST_ITERATIONS = 200_000;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String GS2_HEADER = "n,,";

  private final String password;
  private final String nonce;
  private final String bare;
  private byte[] serverSignature = {};

  /** A login; PostgreSQL takes the user from elsewhere, so that it is empty here. */
  Scram(String user, String password) {
    this(user, password, newNonce());
  }

  Scram(String user, String password, String nonce) {
    this.password = password;
    this.nonce = nonce;
    this.bare = "n=" + user.replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
  }

  private static String newNonce() {
    byte[] bytes = new byte[18];
    RANDOM.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] first() {
    return (GS2_HEADER + bare).getBytes(StandardCharsets.UTF_8);
  }

  /** The answer to the server's first message. */
  byte[] answer(String serverFirst) {
    Map<Character, String> asked = attributes(serverFirst);
    String combined = asked.getOrDefault('r', "");
    int iterations = iterations(asked.getOrDefault('i', ""));
    if (!combined.startsWith(nonce) || combined.length() == nonce.length()) {
      throw broken("must add to our nonce, does not");
    }
    String unproven =
        "c=" + encoded(GS2_HEADER.getBytes(StandardCharsets.UTF_8)) + ",r=" + combined;
    String message = bare + "," + serverFirst + "," + unproven;
    byte[] salted = salted(decoded(asked.getOrDefault('s', "")), iterations);
    byte[] clientKey = hmac(salted, "Client Key");
    byte[] signature = hmac(Digests.sha256(clientKey), message);
    serverSignature = hmac(hmac(salted, "Server Key"), message);
    return (unproven + ",p=" + encoded(Digests.xor(clientKey, signature)))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses a server that does not know the password. */
  void prove(String serverFinal) {
    byte[] shown = decoded(attributes(serverFinal).getOrDefault('v', ""));
    if (serverSignature.length == 0 || !MessageDigest.isEqual(shown, serverSignature)) {
      throw new Broken("login-not-proven", "the server must prove that it knows the password");
    }
  }

  private byte[] salted(byte[] salt, int iterations) {
    byte[] block = hmac(bytes(password), new Bytes().add(salt).i32(1).toArray());
    byte[] salted = block.clone();
    Mac mac = mac(bytes(password));
    for (int i = 1; i < iterations; i++) {
      block = mac.doFinal(block);
      for (int j = 0; j < salted.length; j++) {
        salted[j] ^= block[j];
      }
    }
    return salted;
  }

  private static int iterations(String text) {
    try {
      int iterations = Integer.parseInt(text);
      if (iterations >= 1 && iterations <= MOST_ITERATIONS) {
        return iterations;
      }
    } catch (NumberFormatException e) {
      throw broken("must say how many iterations it wants, says no number");
    }
    throw broken("must want 1 to " + MOST_ITERATIONS + " iterations, wants " + text);
  }

  private static Map<Character, String> attributes(String message) {
    Map<Character, String> attributes = new HashMap<>();
    for (String part : message.split(",", -1)) {
      if (part.length() > 2 && part.charAt(1) == '=') {
        attributes.put(part.charAt(0), part.substring(2));
      }
    }
    return attributes;
  }

  private static Broken broken(String why) {
    return new Broken("protocol-error", "SCRAM login: the server " + why);
  }

  private static byte[] hmac(byte[] key, String text) {
    return hmac(key, bytes(text));
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    return mac(key).doFinal(text);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // A key of HMAC is padded with zeros, and an empty one is refused by the JDK.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256: must be available", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw broken("must write salt and proof in base64, does not");
    }
  }
}
