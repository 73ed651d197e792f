package io.vigie.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie ack}. */
@Command(
    name = "ack",
    description = {
      "Say that somebody looks after an open incident, so that nobody else is called.",
      "Prints the id under which that was asked for."
    })
final class AckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      paramLabel = "INCIDENT",
      description = "The id of the incident; vigie incidents lists them.")
  private String incident;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who.")
  private String by;

  @Option(names = "--comment", paramLabel = "TEXT", description = "What there is to say.")
  private Optional<String> comment = Optional.empty();

  @Mixin private RunningVigie vigie;

  AckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var answer =
        vigie.ask(
            "/api/v1/incidents/" + Named.id("incident", incident) + "/acknowledgement",
            Map.of("by", Optional.of(by), "comment", comment));
    terminal.print(answer.text("id"));
    return Exit.PASS;
  }
}
