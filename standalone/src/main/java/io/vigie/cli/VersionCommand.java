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
    var written = new Properties();
    try (var in = VersionCommand.class.getResourceAsStream("version.properties")) {
      written.load(in);
    }
    terminal.print(
        "vigie %s (Java %s)".formatted(written.getProperty("version"), Runtime.version()));
    return Exit.PASS;
  }
}
