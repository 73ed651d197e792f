package io.vigie.probe.web;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.vigie.probe.net.Trouble.Broken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.Optional;
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
  static final int RATIO_COUNTS_FROM = 64 * 1024;

  /** The binary logarithm of what a decoder of zstd must remember: 8 MiB, as RFC 9659 has it. */
  private static final int ZSTD_WINDOW = 23;

  private Inflation() {}

  /** The body as it was before it was compressed; as it is where it was not. */
  static byte[] inflated(String encoding, byte[] raw, boolean truncated) {
    Optional<Decoder> decoder = decoder(encoding);
    return raw.length == 0 || decoder.isEmpty()
        ? raw
        : inflated(encoding, raw, truncated, decoder.get());
  }

  /**
   * A body that is inflated while it is read, at most a hundred times; as it is where it was not
   * compressed.
   */
  static InputStream inflating(String encoding, InputStream raw) throws IOException {
    Optional<Decoder> decoder = decoder(encoding);
    PushbackInputStream began = new PushbackInputStream(raw);
    int first = began.read();
    if (decoder.isEmpty() || first < 0) {
      if (first >= 0) {
        began.unread(first);
      }
      return began;
    }
    began.unread(first);
    return new Rated(encoding, began, decoder.get());
  }

  private static Optional<Decoder> decoder(String encoding) {
    return Optional.ofNullable(
        switch (encoding.strip().toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> GZIPInputStream::new;
          case "deflate" -> InflaterInputStream::new;
          case "br" -> Brotli4jLoader.isAvailable() ? BrotliInputStream::new : null;
          case "zstd" -> Inflation::zstd;
          default -> null;
        });
  }

  private static InputStream zstd(InputStream compressed) throws IOException {
    return new ZstdInputStreamNoFinalizer(compressed).setLongMax(ZSTD_WINDOW);
  }

  private interface Decoder {
    InputStream over(InputStream compressed) throws IOException;
  }

  private static byte[] inflated(String encoding, byte[] raw, boolean truncated, Decoder decoder) {
    int most = (int) Math.min(MOST, Math.max((long) raw.length * MOST_RATIO, RATIO_COUNTS_FROM));
    ByteArrayOutputStream inflated = new ByteArrayOutputStream();
    // The end of a truncated body may come anywhere.
    try (InputStream plain = decoder.over(new ByteArrayInputStream(raw))) {
      copy(plain, inflated, most + 1);
    } catch (IOException e) {
      boolean mayEndHere = e instanceof EOFException || inflated.size() > 0 || isSilent(encoding);
      if (!truncated || !mayEndHere) {
        throw invalid(encoding);
      }
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

  private static Broken invalid(String encoding) {
    return new Broken("protocol-error", "the body is not valid " + encoding);
  }

  /** Of br there may be nothing before there is all of it. */
  private static boolean isSilent(String encoding) {
    return encoding.strip().equalsIgnoreCase("br");
  }

  private static void copy(InputStream plain, ByteArrayOutputStream to, int most)
      throws IOException {
    byte[] read = new byte[8192];
    int count = 0;
    while (to.size() < most && count >= 0) {
      to.write(read, 0, count);
      count = plain.read(read);
    }
  }

  /** Refuses to become much larger than what it was made of. */
  private static final class Rated extends InputStream {
    private final String encoding;
    private final Counted compressed;
    private final InputStream plain;
    private long inflated;

    Rated(String encoding, InputStream compressed, Decoder decoder) throws IOException {
      this.encoding = encoding;
      this.compressed = new Counted(compressed);
      try {
        this.plain = decoder.over(this.compressed);
      } catch (IOException e) {
        if (this.compressed.broken) {
          throw e;
        }
        throw invalid(encoding);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read;
      try {
        read = plain.read(into, offset, length);
      } catch (IOException e) {
        if (compressed.broken) {
          throw e;
        }
        throw invalid(encoding);
      }
      inflated += Math.max(read, 0);
      if (inflated > Math.max(compressed.count * MOST_RATIO, RATIO_COUNTS_FROM)) {
        throw new Broken(
            "decompression-limit",
            "a body must inflate to at most %d times its size, inflates to more"
                .formatted(MOST_RATIO));
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      plain.close();
    }
  }

  /** Counts what is read of it; knows whether it failed itself. */
  private static final class Counted extends FilterInputStream {
    private long count;
    private boolean broken;

    Counted(InputStream compressed) {
      super(compressed);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        int read = super.read(into, offset, length);
        count += Math.max(read, 0);
        return read;
      } catch (IOException e) {
        broken = true;
        throw e;
      }
    }
  }
}
