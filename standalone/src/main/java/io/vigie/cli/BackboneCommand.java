package io.vigie.cli;

import io.vigie.standalone.BackboneAlone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigie backbone}. */
@Command(
    name = "backbone",
    description =
        "Only the broker and the database, for an up or services elsewhere that is told of them.")
final class BackboneCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--data",
      defaultValue = ".vigie/backbone",
      description = "The folder of the data (default: ${DEFAULT-VALUE}).")
  private Path data;

  BackboneCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int code = new BackboneAlone(data, terminal::say).run();
    return code == 0 ? Exit.PASS : Exit.NO_ANSWER;
  }
}
