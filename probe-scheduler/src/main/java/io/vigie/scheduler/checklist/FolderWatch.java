package io.vigie.scheduler.checklist;

import io.vigie.scheduler.checklist.ChecklistFiles.Entry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Waits until checklists change. The operating system's notice makes it quick; looking at the files
 * from time to time makes it certain, also on volumes that give no notice. A change is told once it
 * has come to rest, so that a file is not read half-written.
 */
public final class FolderWatch implements Closeable {

  private static final int DEEPEST = 8;
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

  private final Path folderOrFile;
  private final Duration longestWrite;
  private final Duration settle;
  private final Duration look;
  private final WatchService notices;
  private Map<Path, Stamp> known = Map.of();

  /**
   * A watch over a folder, or over one file.
   *
   * @param settle how long nothing must happen until a change is told
   * @param look how often to look without notice
   */
  public FolderWatch(Path folderOrFile, Duration settle, Duration look) {
    this(folderOrFile, settle, look, LONGEST_WRITE);
  }

  FolderWatch(Path folderOrFile, Duration settle, Duration look, Duration longestWrite) {
    this.folderOrFile = folderOrFile;
    this.longestWrite = longestWrite;
    this.settle = settle;
    this.look = look;
    try {
      this.notices = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What tells one version of a file from another without reading it. */
  private record Stamp(long modified, long size, Object key) {}

  /** Remembers how things are now; to be called before they are read. */
  public void remember() {
    listen();
    known = stamps();
  }

  /**
   * Returns when the folder can be read as a whole: not while Git is changing it, unless that takes
   * so long that Git must have died over it.
   */
  public void awaitRest(Runnable eachLook) throws InterruptedException {
    long since = System.nanoTime();
    while (GitCheckout.isBeingWritten(folderOrFile)
        && System.nanoTime() - since < longestWrite.toNanos()) {
      eachLook.run();
      TimeUnit.NANOSECONDS.sleep(settle.toNanos());
    }
  }

  /** Returns true when something differs from what is remembered, false when closed. */
  public boolean awaitChange() throws InterruptedException {
    return awaitChange(() -> {});
  }

  /** The same, telling {@code eachLook} that it still looks, at least as often as it looks. */
  public boolean awaitChange(Runnable eachLook) throws InterruptedException {
    try {
      while (true) {
        eachLook.run();
        awaitNotice(look);
        Map<Path, Stamp> found = stamps();
        while (!found.equals(known)) {
          Map<Path, Stamp> before = found;
          eachLook.run();
          awaitNotice(settle);
          awaitRest(eachLook);
          found = stamps();
          if (found.equals(before)) {
            return true;
          }
        }
      }
    } catch (ClosedWatchServiceException closed) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      notices.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitNotice(Duration atMost) throws InterruptedException {
    WatchKey key = notices.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  private void listen() {
    if (!Files.isDirectory(folderOrFile)) {
      listen(folderOrFile.toAbsolutePath().getParent());
      return;
    }
    try (Stream<Path> folders =
        Files.find(folderOrFile, DEEPEST, (path, attributes) -> attributes.isDirectory())) {
      folders.forEach(this::listen);
    } catch (IOException | UncheckedIOException lookingWillDo) {
      return;
    }
  }

  private void listen(Path folder) {
    try {
      folder.register(
          notices,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
    } catch (IOException lookingWillDo) {
      return;
    }
  }

  private Map<Path, Stamp> stamps() {
    Map<Path, Stamp> stamps = new HashMap<>();
    try {
      ChecklistFiles.below(folderOrFile)
          .forEach((path, entry) -> stamps.put(path, stamp(path, entry)));
    } catch (IOException unreadable) {
      return Map.of(folderOrFile, new Stamp(0, 0, "unreadable"));
    }
    return stamps;
  }

  private static Stamp stamp(Path path, Entry entry) {
    try {
      return switch (entry) {
        case Entry.Present _ -> stamp(path);
        case Entry.Troubled(ChecklistProblem problem) -> new Stamp(0, 0, problem.message());
      };
    } catch (IOException unreadable) {
      return new Stamp(0, 0, "unreadable");
    }
  }

  private static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        found.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        found.size(),
        String.valueOf(found.fileKey()));
  }
}
