package io.vigie.testkit.app;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues and judges JSON web tokens. The keys are the same in each run, and no secret. */
final class Tokens {

  private static final KeyPair KEY = keyPair(prime(2048, 278), prime(2048, 1538));
  private static final KeyPair SHORT = keyPair(prime(1024, 201), prime(1024, 689));

  private final Set<AppFault> planted;
  private final InstantSource clock;

  Tokens(Set<AppFault> planted, InstantSource clock) {
    this.planted = planted;
    this.clock = clock;
  }

  /** The seeds are chosen so that these are primes: to search for them takes ten seconds. */
  private static BigInteger prime(int bits, long seed) {
    return new BigInteger(bits, new Random(seed)).setBit(bits - 1).setBit(bits - 2).setBit(0);
  }

  private static KeyPair keyPair(BigInteger p, BigInteger q) {
    BigInteger modulus = p.multiply(q);
    BigInteger totient = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
    BigInteger exponent = RSAKeyGenParameterSpec.F4;
    BigInteger secret = exponent.modInverse(totient);
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return new KeyPair(
          factory.generatePublic(new RSAPublicKeySpec(modulus, exponent)),
          factory.generatePrivate(
              new RSAPrivateCrtKeySpec(
                  modulus,
                  exponent,
                  secret,
                  p,
                  q,
                  secret.mod(p.subtract(BigInteger.ONE)),
                  secret.mod(q.subtract(BigInteger.ONE)),
                  q.modInverse(p))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyPair key() {
    return planted.contains(AppFault.SHORT_KEY) ? SHORT : KEY;
  }

  String publicKey() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(key().getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** The same as a JSON Web Key. */
  JsonObject webKey() {
    RSAPublicKey key = (RSAPublicKey) key().getPublic();
    return new JsonObject()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("n", text(unsigned(key.getModulus().toByteArray())))
        .put("e", text(unsigned(key.getPublicExponent().toByteArray())));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
  }

  String issue(String user, Duration lifetime) {
    long now = clock.instant().getEpochSecond();
    long seconds = planted.contains(AppFault.LONG_LIVED_TOKEN) ? 86_400 : lifetime.toSeconds();
    JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT");
    JsonObject claims = new JsonObject().put("sub", user).put("iat", now).put("exp", now + seconds);
    String signed = text(bytes(header.encode())) + "." + text(bytes(claims.encode()));
    return signed + "." + text(signature(signed));
  }

  private byte[] signature(String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key().getPrivate());
      signature.update(bytes(signed));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For whom a token was issued, where it is one of ours. */
  Optional<String> user(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      JsonObject header = new JsonObject(new String(decoded(parts[0]), StandardCharsets.UTF_8));
      JsonObject claims = new JsonObject(new String(decoded(parts[1]), StandardCharsets.UTF_8));
      boolean valid =
          isSigned(header.getString("alg"), parts[0] + "." + parts[1], decoded(parts[2]));
      return valid && isCurrent(claims) ? Optional.of(claims.getString("sub")) : Optional.empty();
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DecodeException e) {
      return Optional.empty();
    }
  }

  private boolean isCurrent(JsonObject claims) {
    return planted.contains(AppFault.EXPIRED_TOKEN_ACCEPTED)
        || clock.instant().getEpochSecond() < claims.getLong("exp");
  }

  private boolean isSigned(String algorithm, String signed, byte[] signature) {
    if (planted.contains(AppFault.SIGNATURE_NOT_CHECKED)) {
      return true;
    }
    return switch (algorithm) {
      case "none" -> planted.contains(AppFault.ACCEPTS_ALG_NONE);
      case "HS256" ->
          planted.contains(AppFault.ACCEPTS_HS256_WITH_PUBLIC_KEY)
              && MessageDigest.isEqual(signature, mac(signed));
      case "RS256" -> MessageDigest.isEqual(signature, signature(signed));
      default -> false;
    };
  }

  private byte[] mac(String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(publicKey()), "HmacSHA256"));
      return mac.doFinal(bytes(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
