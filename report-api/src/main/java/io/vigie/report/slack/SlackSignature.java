package io.vigie.report.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How Slack signs a request, version 0: HMAC-SHA256 over {@code v0:timestamp:body}. */
public final class SlackSignature {

  private static final String VERSION = "v0";
  private static final String ALGORITHM = "HmacSHA256";

  private SlackSignature() {}

  /** The header {@code X-Slack-Signature} of a request. */
  public static String of(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
      mac.update((VERSION + ":" + timestamp + ":").getBytes(UTF_8));
      return VERSION + "=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * True when the request was signed with the secret; takes as long whatever it was signed with.
   */
  public static boolean holds(String secret, String timestamp, byte[] body, String signature) {
    return MessageDigest.isEqual(
        of(secret, timestamp, body).getBytes(UTF_8), signature.getBytes(UTF_8));
  }
}
