package io.vigie.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * A broker and a database and nothing else, for a Vigie in another process: they stay when that is
 * restarted or replaced.
 */
public final class BackboneAlone {

  private static final int FAILED = 3;

  private final Path folder;
  private final Progress progress;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean failed;

  public BackboneAlone(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** Starts both and returns when they were stopped from outside, or the database is gone. */
  public int run() throws IOException, InterruptedException {
    var data = DataFolder.open(folder);
    EarlyLog.quieten();
    var nothing = Given.by(Optional.empty(), _ -> null);
    progress.says("starting " + Backbone.told(nothing) + ", data in " + folder);
    var backbone = Backbone.start(data, nothing);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backbone), "vigie-stop"));
    var _ = backbone.lost().thenAccept(this::giveUp);
    progress.says("ready; a Vigie finds both by: --config " + written(data, backbone));
    stopped.await();
    return failed ? FAILED : 0;
  }

  /** The settings hold a password, so the file is its owner's only. */
  private static Path written(DataFolder data, Backbone backbone) throws IOException {
    var file = data.path().resolve("backbone.properties");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var settings = new Properties();
    settings.putAll(backbone.settings());
    try (var out = Files.newBufferedWriter(file)) {
      settings.store(
          out, "Where the broker and the database of this folder are; made at each start.");
    }
    return file;
  }

  private void giveUp(String why) {
    failed = true;
    progress.says(why + "; giving up");
    stopped.countDown();
  }

  private void stop(Backbone backbone) {
    progress.says("stopping");
    backbone.close();
    progress.says("stopped");
    stopped.countDown();
  }
}
