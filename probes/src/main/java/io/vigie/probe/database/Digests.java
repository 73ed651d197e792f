package io.vigie.probe.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;

/** How passwords are mixed with what a server asks, so that they are not seen on the way. */
final class Digests {

  private Digests() {}

  /** PostgreSQL: of user, password and salt. */
  static String postgresMd5(String user, String password, byte[] salt) {
    HexFormat hex = HexFormat.of();
    String inner = hex.formatHex(digest("MD5", bytes(password + user)));
    return "md5" + hex.formatHex(digest("MD5", bytes(inner), salt));
  }

  /** mysql_native_password. */
  static byte[] mysqlNative(String password, byte[] salt) {
    if (password.isEmpty()) {
      return new byte[0];
    }
    byte[] once = digest("SHA-1", bytes(password));
    return xor(once, digest("SHA-1", salt, digest("SHA-1", once)));
  }

  /** caching_sha2_password, the short way. */
  static byte[] mysqlSha2(String password, byte[] salt) {
    if (password.isEmpty()) {
      return new byte[0];
    }
    byte[] once = sha256(bytes(password));
    return xor(once, digest("SHA-256", sha256(once), salt));
  }

  /** caching_sha2_password, the long way without TLS: with the server's key. */
  static byte[] mysqlRsa(String password, byte[] salt, String pem) throws GeneralSecurityException {
    byte[] clear = new Bytes().zeroEnded(password).toArray();
    byte[] mixed = new byte[clear.length];
    for (int i = 0; i < clear.length; i++) {
      mixed[i] = (byte) (clear[i] ^ salt[i % salt.length]);
    }
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key(pem));
    return cipher.doFinal(mixed);
  }

  private static PublicKey key(String pem) throws GeneralSecurityException {
    String content = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(content)));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64", e);
    }
  }

  static byte[] sha256(byte[] content) {
    return digest("SHA-256", content);
  }

  /** Of two that are of one length. */
  static byte[] xor(byte[] left, byte[] right) {
    byte[] mixed = new byte[left.length];
    for (int i = 0; i < left.length; i++) {
      mixed[i] = (byte) (left[i] ^ right[i]);
    }
    return mixed;
  }

  private static byte[] digest(String algorithm, byte[]... contents) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] content : contents) {
        digest.update(content);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + ": must be available", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
