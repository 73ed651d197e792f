package io.vigie.cli;

import io.vigie.scheduler.checklist.ChecklistProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie lint}. */
@Command(
    name = "lint",
    description = "Read checklists and print every problem with its file, line and column.")
final class LintCommand implements Callable<Integer> {

  /** The forms of the output. */
  enum Form {
    TEXT,
    JSON,
    SARIF
  }

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "checklists",
      description = "A folder with checklists, or one file (default: ${DEFAULT-VALUE}).")
  private Path checklists;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, json or sarif (default: ${DEFAULT-VALUE}).")
  private Form form;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    var reading = Checklists.read(checklists);
    print(reading.problems());
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

  private void print(List<ChecklistProblem> problems) throws IOException {
    switch (form) {
      case TEXT -> problems.forEach(problem -> terminal.print(problem.toString()));
      case JSON -> terminal.print(PrettyJson.of(LintJson.of(problems)));
      case SARIF -> terminal.print(PrettyJson.of(LintSarif.of(problems, VersionCommand.version())));
    }
  }
}
