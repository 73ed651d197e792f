package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchdogTest {

  private static final String WAITS_FOR_A_SIGNAL =
      "trap 'echo told; exit 7' TERM; echo begun; while :; do read -r _ <\"$FIFO\"; done";

  @TempDir Path folder;

  @Test
  void tellsTheProgramToStopAndPassesItsStatusOn() throws Exception {
    var log = folder.resolve("log");
    var watchdog = start(WAITS_FOR_A_SIGNAL, log);
    awaitLine(log, "begun");

    assertThat(watchdog.stop(Duration.ofSeconds(10))).isTrue();
    assertThat(Files.readString(log)).contains("told");
    assertThat(watchdog.process().exitValue()).isEqualTo(7);
  }

  @Test
  void endsWithTheProgramThatEndsByItself() throws Exception {
    var watchdog = start("exit 3", folder.resolve("log"));

    assertThat(watchdog.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(watchdog.process().exitValue()).isEqualTo(3);
    assertThat(watchdog.isAlive()).isFalse();
  }

  @Test
  void saysSoWhenTheProgramDoesNotStop() throws Exception {
    var log = folder.resolve("log");
    var watchdog = start("trap '' TERM; echo begun; read -r _ <\"$FIFO\"", log);
    awaitLine(log, "begun");

    assertThat(watchdog.stop(Duration.ofMillis(200))).isFalse();
    watchdog.kill();
    assertThat(watchdog.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private Watchdog start(String script, Path log) throws Exception {
    var fifo = folder.resolve("never-written");
    new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
    return Watchdog.start(
        List.of("sh", "-c", script), Map.of("FIFO", fifo.toString()), folder, log);
  }

  private static void awaitLine(Path log, String line) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Files.exists(log) || !Files.readString(log).contains(line)) {
      assertThat(System.nanoTime()).as("waiting for \"%s\"", line).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
