package io.vigie.probe.web;

import io.vigie.probe.net.Trouble.Broken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Undoes the compression of a body that was compressed though nobody asked for it, within limits. A
 * further layer of compression is left as it is.
 */
final class Inflation {

  static final int MOST = 1024 * 1024;
  static final int MOST_RATIO = 100;

  /** Below this, any ratio is harmless. */
  private static final int RATIO_COUNTS_FROM = 64 * 1024;

  private Inflation() {}

  /** The body as it was before it was compressed; as it is where it was not. */
  static byte[] inflated(String encoding, byte[] raw, boolean truncated) {
    if (raw.length == 0 || encoding.isEmpty()) {
      return raw;
    }
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> inflated(encoding, raw, truncated, GZIPInputStream::new);
      case "deflate" -> inflated(encoding, raw, truncated, InflaterInputStream::new);
      default -> raw;
    };
  }

  private interface Decoder {
    InputStream over(InputStream compressed) throws IOException;
  }

  private static byte[] inflated(String encoding, byte[] raw, boolean truncated, Decoder decoder) {
    int most = (int) Math.min(MOST, Math.max((long) raw.length * MOST_RATIO, RATIO_COUNTS_FROM));
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    try (InputStream plain = decoder.over(new ByteArrayInputStream(raw))) {
      copy(plain, inflated, most + 1, truncated);
    } catch (IOException e) {
      throw new Broken("protocol-error", "the body is not valid " + encoding);
    }
    if (inflated.size() > most) {
      throw new Broken(
          "decompression-limit",
          "a body of "
              + raw.length
              + " bytes must inflate to at most "
              + most
              + " bytes, inflates to more");
    }
    return inflated.toByteArray();
  }

  /** Reads until there is no more; the end of a truncated body may come anywhere. */
  private static void copy(InputStream plain, ByteArrayOutputStream to, int most, boolean truncated)
      throws IOException {
    byte[] read = new byte[8192];
    try {
      int count = 0;
      while (to.size() < most && count >= 0) {
        to.write(read, 0, count);
        count = plain.read(read);
      }
    } catch (EOFException e) {
      if (!truncated) {
        throw e;
      }
    }
  }
}
