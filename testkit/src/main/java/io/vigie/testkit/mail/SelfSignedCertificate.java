package io.vigie.testkit.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for localhost and 127.0.0.1 with its key, made in memory and signed by itself. The
 * JDK can read certificates but has no API to write one, so the few bytes of DER are written here.
 */
public final class SelfSignedCertificate {

  private static final char[] PASSWORD = "in-memory".toCharArray();
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final byte[] ECDSA_WITH_SHA256 =
      sequence(der(0x06, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));
  private static final byte[] COMMON_NAME = der(0x06, 0x55, 0x04, 0x03);
  private static final byte[] ALTERNATIVE_NAMES = der(0x06, 0x55, 0x1D, 0x11);
  private static final byte[] BASIC_CONSTRAINTS = der(0x06, 0x55, 0x1D, 0x13);
  private static final byte[] TRUE = der(0x01, 0xFF);

  private final KeyPair keys;
  private final X509Certificate certificate;

  private SelfSignedCertificate(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** A certificate that is valid from a day before {@code now} until 30 days after. */
  public static SelfSignedCertificate create(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] body = body(keys, now);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] der = sequence(body, ECDSA_WITH_SHA256, bits(signature.sign()));
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return new SelfSignedCertificate(
          keys, (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("certificate: could not be made", e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The certificate as PEM, for a client that is to trust it. */
  public String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("certificate: could not be written", e);
    }
  }

  /** What a server needs to present it. */
  public SSLContext serverContext() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      store.setKeyEntry("server", keys.getPrivate(), PASSWORD, new X509Certificate[] {certificate});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("certificate: could not be presented", e);
    }
  }

  private static byte[] body(KeyPair keys, Instant now) {
    byte[] name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0C, text("localhost")))));
    byte[] validity =
        sequence(
            der(0x17, text(UTC_TIME.format(now.minus(Duration.ofDays(1))))),
            der(0x17, text(UTC_TIME.format(now.plus(Duration.ofDays(30))))));
    return sequence(
        der(0xA0, der(0x02, 0x02)),
        der(0x02, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
        ECDSA_WITH_SHA256,
        name,
        validity,
        name,
        keys.getPublic().getEncoded(),
        der(0xA3, sequence(alternativeNames(), authority())));
  }

  private static byte[] alternativeNames() {
    byte[] names = sequence(der(0x82, text("localhost")), der(0x87, 127, 0, 0, 1));
    return sequence(ALTERNATIVE_NAMES, der(0x04, names));
  }

  private static byte[] authority() {
    return sequence(BASIC_CONSTRAINTS, TRUE, der(0x04, sequence(TRUE)));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bits(byte[] content) {
    byte[] padded = new byte[content.length + 1];
    System.arraycopy(content, 0, padded, 1, content.length);
    return der(0x03, padded);
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return der(0x30, all.toByteArray());
  }

  private static byte[] der(int tag, int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < content.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return der(tag, bytes);
  }

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
