package io.vigie.probe.download;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts, hashes and reads as a table whatever is read through it, and keeps its beginning. */
final class Passing extends FilterInputStream {

  private final Inspection.Limits limits;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final MessageDigest digest;
  private final TableCount table;
  private long bytes;
  private boolean whole = true;

  Passing(InputStream file, Inspection.Limits limits) {
    super(file);
    this.limits = limits;
    this.table = new TableCount(limits.charset());
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: must be available", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = whole ? super.read(into, offset, length) : -1;
    if (read <= 0) {
      return read;
    }
    int count = (int) Math.min(read, limits.most() - bytes);
    whole = count == read;
    bytes += count;
    digest.update(into, offset, count);
    kept.write(into, offset, Math.min(count, limits.kept() - kept.size()));
    table.take(into, offset, count);
    return count == 0 ? -1 : count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  Inspection seen(ArchiveListing archive) {
    return new Inspection(
        new Inspection.Kept(kept.toByteArray()),
        bytes,
        whole,
        HexFormat.of().formatHex(digest.digest()),
        archive,
        table.counted());
  }
}
