package io.vigie.cli;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigie version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {

  private final Terminal terminal;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    terminal.print("vigie %s (Java %s)".formatted(version(), Runtime.version()));
    return Exit.PASS;
  }

  /** The version that was built. */
  static String version() throws IOException {
    var written = new Properties();
    try (var in = VersionCommand.class.getResourceAsStream("version.properties")) {
      written.load(in);
    }
    return written.getProperty("version");
  }
}
