package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left, and what is not, after {@code kill -9} of the process that started both servers.
 */
final class KilledProcessTest {

  @TempDir Path folder;

  @Test
  void keepsTheDataAndLeavesNoServerBehind() throws Exception {
    var process = startBothServers("killed");
    var postmaster = Postmaster.running(data()).orElseThrow();

    process.destroyForcibly().waitFor();
    postmaster.onExit().get(10, TimeUnit.SECONDS);

    try (var database = EmbeddedPostgres.start(postgres(), 0, Programs.FOLDER);
        var broker = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
      assertThat(Queries.words(database)).containsExactly("killed");
      assertThat(Messages.read(broker, 1)).containsExactly("killed");
    }
  }

  @Test
  void takesOverFromAServerWhoseWatchdogWasKilledToo() throws Exception {
    var process = startBothServers("orphaned");
    var postmaster = Postmaster.running(data()).orElseThrow();
    var watchdog = postmaster.parent().orElseThrow();
    watchdog.children().filter(child -> !child.equals(postmaster)).forEach(Processes::kill);
    Processes.kill(watchdog);
    process.destroyForcibly().waitFor();
    assertThat(postmaster.isAlive()).isTrue();

    try (var database = EmbeddedPostgres.start(postgres(), 0, Programs.FOLDER)) {
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(Queries.words(database)).containsExactly("orphaned");
    }
  }

  private Path postgres() {
    return folder.resolve("postgres");
  }

  private Path data() {
    return postgres().resolve("data");
  }

  private Process startBothServers(String word) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BothServers.class.getName(),
            folder.toString(),
            Programs.FOLDER.toString(),
            word);
    var process =
        new ProcessBuilder(command).redirectError(folder.resolve("stderr.log").toFile()).start();
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      awaitReady(output);
    }
    return process;
  }

  private void awaitReady(BufferedReader output) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return;
      }
    }
    throw new AssertionError("the program ended; see " + folder.resolve("stderr.log"));
  }
}
