package io.vigie.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie deployed}. */
@Command(
    name = "deployed",
    description = "Tell a running Vigie that a system was deployed, so that it checks it now.")
final class DeployedCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "SYSTEM", description = "The system, as system/environment.")
  private String system;

  @Option(names = "--version", paramLabel = "VERSION", description = "What was deployed.")
  private Optional<String> version = Optional.empty();

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so.")
  private Optional<String> by = Optional.empty();

  @Mixin private RunningVigie vigie;

  DeployedCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var answer =
        vigie.ask(
            "/api/v1/systems/" + Named.system(system) + "/deployments",
            Map.of("version", version, "by", by));
    terminal.print(answer.text("id"));
    return Exit.PASS;
  }
}
