package io.vigie.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie attest}. */
@Command(
    name = "attest",
    description = "Sign an item of a running Vigie that a person vouches for.")
final class AttestCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ITEM", description = "The item, as system/environment/item.")
  private String item;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who signs.")
  private String by;

  @Option(names = "--note", paramLabel = "TEXT", description = "What was done or seen.")
  private Optional<String> note = Optional.empty();

  @Mixin private RunningVigie vigie;

  AttestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var answer =
        vigie.ask(
            "/api/v1/items/" + Named.item(item) + "/attestations",
            Map.of("by", Optional.of(by), "note", note));
    terminal.print(
        "signed by %s, holds until %s".formatted(answer.text("by"), answer.text("until")));
    return Exit.PASS;
  }
}
