package io.vigie.cli;

import io.vigie.standalone.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie waive}. */
@Command(
    name = "waive",
    description = {
      "Accept until a date that an item fails: it stands in nobody's way and is scored as failing.",
      "Prints the id under which that was asked for."
    })
final class WaiveCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ITEM", description = "The item, as system/environment/item.")
  private String item;

  @Option(names = "--by", required = true, paramLabel = "NAME", description = "Who accepts it.")
  private String by;

  @Option(
      names = "--until",
      paramLabel = "WHEN",
      description = "A date, which means the end of that day in UTC, or an instant; 366 days.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--for", paramLabel = "SPAN", description = "Such as 30d, instead of --until.")
  private Optional<String> span = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--end", description = "Accept it no more.")
  private boolean end;

  @Mixin private RunningVigie vigie;

  WaiveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var path = "/api/v1/items/" + Named.item(item) + "/waiver";
    if (end && (until.isPresent() || span.isPresent() || reason.isPresent())) {
      throw new Refused("--end: must stand without --until, --for and --reason");
    }
    var answer =
        end
            ? vigie.end(path, Optional.of(by))
            : vigie.ask(
                path, Map.of("by", Optional.of(by), "until", until, "for", span, "reason", reason));
    terminal.print(answer.text("id"));
    return Exit.PASS;
  }
}
