package io.vigie.probe.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * A file that is made while it is read, so that its size costs no memory: the same for the same
 * seed, always.
 *
 * @param beginning what it begins with, each character one byte
 * @param size in bytes, the beginning included
 */
public record MadeFile(String beginning, long size, Filling filling, long seed)
    implements WebBody.Piece {

  /** What is behind the beginning. */
  public enum Filling {
    /** Noise, which nothing compresses. */
    RANDOM,
    /** Lines of text, which compress well. */
    TEXT,
    ZEROES
  }

  public MadeFile {
    if (size < beginning.length()) {
      throw new IllegalArgumentException(
          "size: must be at least that of the beginning, "
              + beginning.length()
              + " bytes, was "
              + size);
    }
  }

  @Override
  public InputStream open() {
    return new Reading(this);
  }

  /** The SHA-256 of all of it in hexadecimal; it is made once more for that. */
  public String sha256() {
    try (DigestInputStream file =
        new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
      file.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(file.getMessageDigest().digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: must be available", e);
    }
  }

  private static final class Reading extends InputStream {

    private static final int BLOCK = 8 * 1024;

    private final MadeFile file;
    private final Random random;
    private final byte[] line;
    private byte[] block;
    private int at;
    private long left;
    private long made;

    Reading(MadeFile file) {
      this.file = file;
      this.random = new Random(file.seed);
      this.line = ("vigie " + file.seed + "\n").getBytes(StandardCharsets.US_ASCII);
      this.block = file.beginning.getBytes(StandardCharsets.ISO_8859_1);
      this.left = file.size;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      if (at == block.length) {
        block = next();
        at = 0;
      }
      int count = (int) Math.min(Math.min(length, block.length - at), left);
      System.arraycopy(block, at, into, offset, count);
      at += count;
      left -= count;
      return count;
    }

    /** All of it can be had at once. */
    @Override
    public int available() {
      return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private byte[] next() {
      byte[] next = new byte[BLOCK];
      switch (file.filling) {
        case RANDOM -> random.nextBytes(next);
        case TEXT -> {
          for (int i = 0; i < BLOCK; i++) {
            next[i] = line[(int) (made++ % line.length)];
          }
        }
        case ZEROES -> {
          // As the JVM makes it.
        }
      }
      return next;
    }
  }
}
