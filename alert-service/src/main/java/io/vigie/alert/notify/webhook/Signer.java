package io.vigie.alert.notify.webhook;

import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks says: HMAC-SHA256 over id, time and body. */
final class Signer {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;

  private final SecretKeySpec key;

  private Signer(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  static Signer of(ChannelSettings settings, String name, Secret secret) {
    byte[] key = bytes(settings, name, secret.reveal());
    if (key.length < SHORTEST) {
      throw settings.problem(name, "must have at least " + SHORTEST + " bytes, had " + key.length);
    }
    return new Signer(key);
  }

  private static byte[] bytes(ChannelSettings settings, String name, String text) {
    if (!text.startsWith(PREFIX)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw settings.problem(name, "must be base64 after whsec_, was not");
    }
  }

  String sign(String id, long seconds, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256: must be available", e);
    }
  }
}
