package io.vigie.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie check-now}. */
@Command(name = "check-now", description = "Have a running Vigie look at an item at once.")
final class CheckNowCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ITEM", description = "The item, as system/environment/item.")
  private String item;

  @Option(
      names = "--from",
      paramLabel = "LOCATION",
      description = "From where (default: from each of the item's locations).")
  private Optional<String> location = Optional.empty();

  @Option(names = "--by", paramLabel = "NAME", description = "Who asks.")
  private Optional<String> by = Optional.empty();

  @Option(
      names = "--effect",
      paramLabel = "EFFECT",
      description = "That it is known to be so, where looking is starts-work, may-lock-out, loads.")
  private Optional<String> effect = Optional.empty();

  @Mixin private RunningVigie vigie;

  CheckNowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var answer =
        vigie.ask(
            "/api/v1/items/" + Named.item(item) + "/runs",
            Map.of("location", location, "by", by, "effect", effect));
    terminal.print(answer.text("id"));
    return Exit.PASS;
  }
}
