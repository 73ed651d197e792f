package io.vigie.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that are run to their end. */
final class Commands {

  private Commands() {}

  /** Runs a program; where it fails, its last words follow the given sentence. */
  static void run(String whenItFails, List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new InfrastructureException(whenItFails + ": " + lastLines(said));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InfrastructureException(whenItFails + ": interrupted", e);
    }
  }

  /** The end of what a program said, on one line. */
  static String lastLines(String output) {
    var lines = output.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
