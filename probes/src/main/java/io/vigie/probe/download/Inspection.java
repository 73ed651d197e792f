package io.vigie.probe.download;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * What was learned of a file while it went by; nothing but its beginning was kept.
 *
 * @param kept its beginning
 * @param bytes how much of it there was
 * @param whole false where there was more of it than was looked at
 * @param sha256 in hexadecimal, of what was looked at
 */
public record Inspection(
    Kept kept, long bytes, boolean whole, String sha256, ArchiveListing archive, Table table) {

  /** Bytes that nobody changes any more. */
  public static final class Kept {
    private final byte[] bytes;

    Kept(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Not a copy. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /**
   * How a file is looked at.
   *
   * @param kept how many of its first bytes are kept
   * @param most how many bytes are looked at
   * @param inflated how many bytes the entries of an archive may inflate to
   * @param charset of its text, where it is one
   */
  public record Limits(int kept, long most, long inflated, Charset charset) {}

  private static final long MOST_INFLATED_AT_ONCE = 16L * 1024 * 1024;

  /** Looks at a file that is there. */
  public static Inspection of(byte[] file, boolean whole, Charset charset) {
    try {
      Inspection seen =
          of(
              new ByteArrayInputStream(file),
              new Limits(0, file.length, MOST_INFLATED_AT_ONCE, charset));
      return new Inspection(
          new Kept(file), seen.bytes, whole, seen.sha256, seen.archive, seen.table);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory: must be readable", e);
    }
  }

  /** Reads to the end, or as far as it may. Blocks. */
  public static Inspection of(InputStream file, Limits limits) throws IOException {
    Passing passing = new Passing(file, limits);
    BufferedInputStream in = new BufferedInputStream(passing, 16 * 1024);
    in.mark(4);
    byte[] start = in.readNBytes(4);
    in.reset();
    ArchiveListing archive =
        FileType.isArchive(start) ? ArchiveListing.of(in, limits.inflated()) : ArchiveListing.NONE;
    in.transferTo(OutputStream.nullOutputStream());
    return passing.seen(archive);
  }

  /** Nothing more is told of it than its size. */
  @Override
  public String toString() {
    return "Inspection[" + bytes + " bytes]";
  }
}
