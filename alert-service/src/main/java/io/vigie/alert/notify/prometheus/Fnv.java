package io.vigie.alert.notify.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** FNV-1a with 64 bits over texts that a byte 255 separates, as Prometheus digests labels. */
final class Fnv {

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 255;

  private long digest = OFFSET;

  Fnv add(String text) {
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      add(one & 0xff);
    }
    add(SEPARATOR);
    return this;
  }

  private void add(int one) {
    digest = (digest ^ one) * PRIME;
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(digest);
  }
}
