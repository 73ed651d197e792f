package io.vigie.runner.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A runner with 256 MiB, in a process of its own, against every sort of hostile target at once, in
 * another. The same for longer: {@code benchmarks/hostile.sh}.
 */
@Isolated("needs the processors for itself")
class SiegeTest {

  private static final int AT_ONCE = 120;
  private static final int SECONDS = 8;

  @Test
  void everyVerdictIsRightEveryDeadlineIsKeptAndNothingIsLeftBehind() throws Exception {
    Process villains =
        java("-Xmx384m", List.of("-Djdk.virtualThreadScheduler.parallelism=16"), Villains.class);
    Process siege =
        java("-Xmx256m", List.of(), Siege.class, String.valueOf(AT_ONCE), String.valueOf(SECONDS));
    try {
      introduce(villains, siege);

      String report = new String(siege.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(siege.waitFor(60, TimeUnit.SECONDS)).as(report).isTrue();
      assertThat(report.lines().filter(line -> line.startsWith("WRONG"))).as(report).isEmpty();
      assertThat(siege.exitValue()).as(report).isZero();
      assertThat(report).containsPattern("[0-9]{2} sorts, 120 at once");
    } finally {
      siege.destroyForcibly();
      villains.destroyForcibly();
    }
  }

  private static void introduce(Process villains, Process siege) throws IOException {
    BufferedReader told = villains.inputReader(StandardCharsets.UTF_8);
    try (var tell = siege.outputWriter(StandardCharsets.UTF_8)) {
      for (String line = told.readLine(); line != null && !line.isEmpty(); line = told.readLine()) {
        tell.write(line + "\n");
      }
    }
  }

  private static Process java(String heap, List<String> flags, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
