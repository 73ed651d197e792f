package io.vigie.probe.scenario;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that nobody issued, made from a genuine one. Each must be refused. */
enum Forgery {
  /** Says that it is not signed. */
  NONE,
  /** Signed with the public key, as if it were a secret. */
  HS256_WITH_PUBLIC_KEY,
  /** Signed with a key that somebody might have left in place. */
  HS256_WITH_KNOWN_KEYS,
  /** The genuine one without its signature. */
  UNSIGNED,
  /** The genuine one with another signature. */
  ALTERED;

  /** The forged tokens of this sort. */
  List<String> of(WebToken genuine, List<PublicKey> publicKeys, List<String> knownKeys) {
    return switch (this) {
      case NONE -> Stream.of("none", "None", "NONE").map(alg -> unsigned(alg, genuine)).toList();
      case HS256_WITH_PUBLIC_KEY ->
          publicKeys.stream()
              .map(PublicKeys::pem)
              .flatMap(pem -> Stream.of(pem + "\n", pem))
              .map(key -> signed(genuine, key))
              .toList();
      case HS256_WITH_KNOWN_KEYS -> knownKeys.stream().map(key -> signed(genuine, key)).toList();
      case UNSIGNED -> List.of(genuine.signed() + ".");
      case ALTERED -> List.of(genuine.signed() + "." + text(altered(genuine.signature().bytes())));
    };
  }

  private static byte[] altered(byte[] signature) {
    byte[] other = signature.length == 0 ? new byte[32] : signature.clone();
    other[other.length / 2] ^= 0x55;
    return other;
  }

  private static String unsigned(String algorithm, WebToken genuine) {
    return header(algorithm) + "." + genuine.payload() + ".";
  }

  private static String signed(WebToken genuine, String key) {
    String signed = header("HS256") + "." + genuine.payload();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return signed + "." + text(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256: must be there", e);
    }
  }

  private static String header(String algorithm) {
    String json = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    return text(json.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
