package io.vigie.probe.http;

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
  static ByteArrayOutputStream inflated(Answer answer) {
    ByteArrayOutputStream raw = answer.body();
    String encoding = answer.headers().get("content-encoding", "").strip().toLowerCase(Locale.ROOT);
    if (raw.size() == 0) {
      return raw;
    }
    return switch (encoding) {
      case "gzip", "x-gzip" -> inflated(answer, raw, GZIPInputStream::new);
      case "deflate" -> inflated(answer, raw, InflaterInputStream::new);
      default -> raw;
    };
  }

  private interface Decoder {
    InputStream over(InputStream compressed) throws IOException;
  }

  private static ByteArrayOutputStream inflated(
      Answer answer, ByteArrayOutputStream raw, Decoder decoder) {
    int most = (int) Math.min(MOST, Math.max((long) raw.size() * MOST_RATIO, RATIO_COUNTS_FROM));
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    try (InputStream plain = decoder.over(new ByteArrayInputStream(raw.toByteArray()))) {
      copy(plain, inflated, most + 1, answer.truncated());
    } catch (IOException e) {
      throw new Broken("protocol-error", "the body is not valid " + encodingOf(answer));
    }
    if (inflated.size() > most) {
      throw new Broken(
          "decompression-limit",
          "a body of "
              + raw.size()
              + " bytes must inflate to at most "
              + most
              + " bytes, inflates to more");
    }
    return inflated;
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

  private static String encodingOf(Answer answer) {
    return answer.headers().get("content-encoding");
  }
}
