package io.vigie.probe.download;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What is in a ZIP archive.
 *
 * @param names of the first entries
 * @param count how many entries there are
 * @param trouble why there is no such list
 */
public record ArchiveListing(List<String> names, long count, Optional<String> trouble) {

  /** Entries that are told. */
  static final int MOST_NAMES = 1_000;

  /** Entries that are counted. */
  static final int MOST_ENTRIES = 65_535;

  static final int LONGEST_NAME = 200;

  /** How many times the size of what came of the archive all entries may inflate to. */
  static final int MOST_RATIO = 100;

  /** Below this, any ratio is harmless. */
  static final long RATIO_COUNTS_FROM = 16L * 1024 * 1024;

  static final ArchiveListing NONE = without("the body is no ZIP archive with entries");

  public ArchiveListing {
    names = List.copyOf(names);
  }

  private static ArchiveListing without(String why) {
    return new ArchiveListing(List.of(), 0, Optional.of(why));
  }

  /**
   * Reads as far as the archive goes; what is behind its entries is left.
   *
   * @param mostInflated bytes that all entries together may inflate to while they are listed
   */
  static ArchiveListing of(InputStream archive, long mostInflated) {
    Metered metered = new Metered(archive, mostInflated);
    List<String> names = new ArrayList<>();
    long count = 0;
    try {
      ZipInputStream zip = new ZipInputStream(metered);
      for (ZipEntry entry = zip.getNextEntry();
          entry != null && count < MOST_ENTRIES;
          entry = zip.getNextEntry()) {
        count++;
        if (names.size() < MOST_NAMES) {
          names.add(cut(entry.getName()));
        }
        metered.skipEntry(zip);
      }
    } catch (Bomb e) {
      return without(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return without("the body is not a valid ZIP archive");
    }
    return count == 0 ? NONE : new ArchiveListing(names, count, Optional.empty());
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static final class Bomb extends IOException {
    private static final long serialVersionUID = 1L;

    Bomb(long most) {
      super("the archive inflates to more than " + most / (1024 * 1024) + " MiB");
    }
  }

  /** Knows how much came in, and how much came out of it. */
  private static final class Metered extends FilterInputStream {
    private final byte[] skipped = new byte[8192];
    private final long mostInflated;
    private long came;
    private long inflated;

    Metered(InputStream archive, long mostInflated) {
      super(archive);
      this.mostInflated = mostInflated;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      came += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      came += Math.max(read, 0);
      return read;
    }

    void skipEntry(ZipInputStream zip) throws IOException {
      for (int read = zip.read(skipped); read >= 0; read = zip.read(skipped)) {
        inflated += read;
        long most = Math.min(mostInflated, Math.max(came * MOST_RATIO, RATIO_COUNTS_FROM));
        if (inflated > most) {
          throw new Bomb(most);
        }
      }
    }
  }
}
