package io.vigie.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigie lint}. */
@Command(
    name = "lint",
    description = "Read checklists and print every problem with its file, line and column.")
final class LintCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "checklists",
      description = "A folder with checklists, or one file (default: ${DEFAULT-VALUE}).")
  private Path checklists;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var reading = Checklists.read(checklists);
    reading.problems().forEach(problem -> terminal.print(problem.toString()));
    int items = reading.checklists().stream().mapToInt(list -> list.checks().size()).sum();
    terminal.say(
        "%d %s read, %d %s, %d %s"
            .formatted(
                reading.files().size(),
                reading.files().size() == 1 ? "file" : "files",
                items,
                items == 1 ? "item" : "items",
                reading.problems().size(),
                reading.problems().size() == 1 ? "problem" : "problems"));
    return reading.isBroken() ? Exit.WRONG_USE : Exit.PASS;
  }
}
