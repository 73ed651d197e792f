package io.vigie.probe.scenario;

import io.vigie.probe.expect.JsonText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Public keys of tokens, as PEM or as a JSON Web Key of RSA, and what they can verify. */
final class PublicKeys {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private PublicKeys() {}

  /** Reads a key; fails with what is required. */
  static PublicKey parse(String text) {
    try {
      return text.strip().startsWith("{") ? webKey(text) : pem(text);
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException(
          "must be a public key, PEM (" + BEGIN + ") or a JSON Web Key of RSA", e);
    }
  }

  private static PublicKey pem(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("no PEM");
    }
    byte[] encoded =
        Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end).strip());
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, encoded).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no key of a known algorithm"));
  }

  private static Optional<PublicKey> key(String algorithm, byte[] encoded) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static PublicKey webKey(String text) throws GeneralSecurityException {
    Map<?, ?> key = (Map<?, ?>) JsonText.value(text);
    if (key.get("n") instanceof String modulus && key.get("e") instanceof String exponent) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(number(modulus), number(exponent)));
    }
    throw new IllegalArgumentException("no RSA key");
  }

  private static BigInteger number(String text) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  /** The key as it lies in a file, which is what a careless server takes for a secret. */
  static String pem(PublicKey key) {
    return BEGIN
        + "\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n"
        + END;
  }

  /** True where the signature of {@code token} is one of {@code key}. */
  static boolean verifies(PublicKey key, WebToken token) {
    try {
      Signature signature = signature(token.header("alg"));
      signature.initVerify(key);
      signature.update(token.signed().getBytes(StandardCharsets.US_ASCII));
      return signature.verify(token.signature().bytes());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    String hash = algorithm.length() == 5 ? "SHA" + algorithm.substring(2) : "";
    return switch (algorithm) {
      case "RS256", "RS384", "RS512" -> Signature.getInstance(hash + "withRSA");
      case "ES256", "ES384", "ES512" -> Signature.getInstance(hash + "withECDSAinP1363Format");
      case "PS256", "PS384", "PS512" -> pss(algorithm.substring(2));
      case "EdDSA", "Ed25519" -> Signature.getInstance("Ed25519");
      default -> throw new GeneralSecurityException("unknown algorithm");
    };
  }

  private static Signature pss(String bits) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    String hash = "SHA-" + bits;
    signature.setParameter(
        new PSSParameterSpec(
            hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
    return signature;
  }
}
