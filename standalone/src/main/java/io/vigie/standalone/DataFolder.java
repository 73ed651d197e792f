package io.vigie.standalone;

import io.vigie.embedded.FolderLock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder in which everything lies that must survive a restart. One process uses it at a time;
 * the operating system frees it when that process ends, however it ends.
 */
public final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FolderLock lock;

  private DataFolder(Path folder, FolderLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the folder, creating it where it is absent. */
  public static DataFolder open(Path path) {
    var folder = path.toAbsolutePath().normalize();
    try {
      var lock = FolderLock.take(folder);
      return new DataFolder(
          folder,
          lock.orElseThrow(
              () ->
                  new Refused(
                      path
                          + ": is in use by another Vigie; stop that one, or name another folder"
                          + " with --data")));
    } catch (IOException e) {
      throw new Refused(path + ": must be a writable folder: " + e);
    }
  }

  Path kafka() {
    return folder.resolve("kafka");
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  Path log(String name) {
    return folder.resolve(name + ".log");
  }

  Path path() {
    return folder;
  }

  RememberedPorts ports() {
    return new RememberedPorts(folder.resolve("ports.properties"));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
