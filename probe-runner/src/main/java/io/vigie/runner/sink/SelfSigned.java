package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A certificate that its own key has signed and nobody has a reason to trust, made in memory. Its
 * name and its dates are right, so that only the trust is missing. The JDK has no API to write one,
 * so the few bytes of DER are written here.
 */
final class SelfSigned {

  private static final Duration LONG_AGO = Duration.ofDays(1);
  private static final Duration LONG = Duration.ofDays(3650);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final byte[] ECDSA_WITH_SHA256 =
      sequence(der(0x06, bytes(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02)));
  private static final byte[] COMMON_NAME = der(0x06, bytes(0x55, 0x04, 0x03));
  private static final byte[] ALTERNATIVE_NAMES = der(0x06, bytes(0x55, 0x1D, 0x11));

  private SelfSigned() {}

  /** One for {@code host}, which calls {@code shown} with each handshake in which it is shown. */
  static KeyCertOptions forHost(String host, Instant now, Runnable shown) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] body = body(keys, host, now);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body);
      byte[] certificate = sequence(body, ECDSA_WITH_SHA256, bits(signature.sign()));
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return KeyCertOptions.wrap(
          new ShownKey(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)),
              keys.getPrivate(),
              shown));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK can sign with ECDSA", e);
    }
  }

  private static byte[] body(KeyPair keys, String host, Instant now) {
    byte[] name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0C, ascii("Vigie sink")))));
    byte[] validity = sequence(time(now.minus(LONG_AGO)), time(now.plus(LONG)));
    byte[] names = sequence(ALTERNATIVE_NAMES, der(0x04, sequence(alternative(host))));
    return sequence(
        der(0xA0, der(0x02, bytes(0x02))),
        der(0x02, BigInteger.valueOf(now.toEpochMilli()).toByteArray()),
        ECDSA_WITH_SHA256,
        name,
        validity,
        name,
        keys.getPublic().getEncoded(),
        der(0xA3, sequence(names)));
  }

  private static byte[] alternative(String host) {
    return host.matches("[0-9.]+")
        ? der(0x87, address(host.split("\\.", -1)))
        : der(0x82, ascii(host));
  }

  private static byte[] address(String[] parts) {
    byte[] address = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      address[i] = (byte) Integer.parseInt(parts[i]);
    }
    return address;
  }

  private static byte[] time(Instant at) {
    return der(0x18, ascii(TIME.format(at)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
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

  private static byte[] der(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x80) {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int sign = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - sign));
      out.write(length, sign, length.length - sign);
    } else {
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
