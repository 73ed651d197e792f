package io.vigie.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked once from the archive on the class path. The folder's name
 * carries the archive's version, so a newer archive is unpacked beside the older one, and it
 * appears in one step, so that a start that was killed half-way leaves nothing that looks complete.
 */
final class PostgresBinaries {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private PostgresBinaries() {}

  /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
  static Path unpackInto(Path parent) throws IOException {
    var target = parent.resolve("postgres-" + version());
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(parent);
    var work = Files.createTempDirectory(parent, "unpacking-");
    try {
      unpack(work);
      // A temporary folder is private; the server may run as somebody else.
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
      moveUnlessThere(work, target);
    } finally {
      Folders.delete(work);
    }
    return target;
  }

  private static void moveUnlessThere(Path work, Path target) throws IOException {
    try {
      Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another was faster; of a folder that is not empty no exception of its own tells.
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  /** The version of the archive, as the build wrote it. */
  static String version() throws IOException {
    var written = new Properties();
    try (var in = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
      written.load(in);
    }
    return written.getProperty("version");
  }

  private static InputStream open() {
    var in = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
    if (in == null) {
      throw new InfrastructureException(
          "PostgreSQL: needs the archive %s on the class path; this platform is %s %s"
              .formatted(ARCHIVE, System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return in;
  }

  private static void unpack(Path folder) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(), 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, inside(folder, entry.getName()));
      }
    }
  }

  private static Path inside(Path folder, String name) throws IOException {
    var path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException(ARCHIVE + ": an entry leaves the folder: " + name);
    }
    return path;
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
