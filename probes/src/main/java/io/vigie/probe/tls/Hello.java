package io.vigie.probe.tls;

import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/**
 * The first message of a handshake that offers one version and some suites, and is never carried
 * on: whether the server takes it is all there is to know. So its share of a key is any 32 bytes.
 */
record Hello(TlsVersion version, List<Integer> suites, String serverName) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int X25519 = 29;
  private static final List<Integer> GROUPS = List.of(X25519, 23, 24, 25, 256, 257);

  /** From the strongest down to SHA-1, which is what old versions have. */
  private static final List<Integer> SIGNATURES =
      List.of(
          0x0804, 0x0805, 0x0806, 0x0403, 0x0503, 0x0603, 0x0807, 0x0401, 0x0501, 0x0601, 0x0203,
          0x0201, 0x0202);

  Hello {
    suites = List.copyOf(suites);
  }

  /** The record with the message. */
  byte[] bytes() {
    boolean modern = version == TlsVersion.TLS_1_3;
    byte[] message =
        joined(
            number(modern ? TlsVersion.TLS_1_2.number() : version.number()),
            random(32),
            modern ? prefixed(1, random(32)) : new byte[] {0},
            prefixed(2, numbers(suites)),
            new byte[] {1, 0},
            prefixed(2, extensions(modern)));
    byte[] handshake = joined(new byte[] {1, 0}, prefixed(2, message));
    return joined(new byte[] {22, 3, 1}, prefixed(2, handshake));
  }

  private byte[] extensions(boolean modern) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (serverName.indexOf('.') > 0
        && !NetUtil.isValidIpV4Address(serverName)
        && !NetUtil.isValidIpV6Address(serverName)) {
      byte[] name = serverName.getBytes(StandardCharsets.US_ASCII);
      all.writeBytes(extension(0, prefixed(2, joined(new byte[] {0}, prefixed(2, name)))));
    }
    all.writeBytes(extension(10, prefixed(2, numbers(GROUPS))));
    all.writeBytes(extension(11, new byte[] {1, 0}));
    if (version.number() >= TlsVersion.TLS_1_2.number()) {
      all.writeBytes(extension(13, prefixed(2, numbers(SIGNATURES))));
    }
    if (modern) {
      all.writeBytes(extension(43, prefixed(1, number(version.number()))));
      all.writeBytes(extension(45, new byte[] {1, 1}));
      all.writeBytes(extension(51, prefixed(2, joined(number(X25519), prefixed(2, random(32))))));
    } else {
      all.writeBytes(extension(0xff01, new byte[] {0}));
    }
    return all.toByteArray();
  }

  private static byte[] extension(int type, byte[] content) {
    return joined(number(type), prefixed(2, content));
  }

  /** With its length in so many bytes in front. */
  private static byte[] prefixed(int bytes, byte[] content) {
    byte[] length = bytes == 1 ? new byte[] {(byte) content.length} : number(content.length);
    return joined(length, content);
  }

  private static byte[] number(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static byte[] numbers(List<Integer> values) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    values.forEach(value -> all.writeBytes(number(value)));
    return all.toByteArray();
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
