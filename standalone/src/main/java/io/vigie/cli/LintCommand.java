package io.vigie.cli;

import io.vigie.scheduler.checklist.ChecklistProblem;
import io.vigie.scheduler.checklist.Reading;
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
      arity = "0..*",
      paramLabel = "FOLDER",
      defaultValue = "checklists",
      description = "Folders with checklists, or single files (default: ${DEFAULT-VALUE}).")
  private List<Path> checklists;

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
    var readings = checklists.stream().map(Checklists::read).toList();
    var problems = readings.stream().flatMap(reading -> reading.problems().stream()).toList();
    print(problems);
    int files = readings.stream().mapToInt(reading -> reading.files().size()).sum();
    int items = readings.stream().mapToInt(LintCommand::items).sum();
    terminal.say(
        "%d %s read, %d %s, %d %s"
            .formatted(
                files,
                files == 1 ? "file" : "files",
                items,
                items == 1 ? "item" : "items",
                problems.size(),
                problems.size() == 1 ? "problem" : "problems"));
    return readings.stream().anyMatch(Reading::isBroken) ? Exit.WRONG_USE : Exit.PASS;
  }

  private static int items(Reading reading) {
    return reading.checklists().stream().mapToInt(list -> list.checks().size()).sum();
  }

  private void print(List<ChecklistProblem> problems) throws IOException {
    switch (form) {
      case TEXT ->
          problems.forEach(problem -> terminal.print(Terminal.harmless(problem.toString())));
      case JSON -> terminal.print(PrettyJson.of(LintJson.of(problems)));
      case SARIF -> terminal.print(PrettyJson.of(LintSarif.of(problems, VersionCommand.version())));
    }
  }
}
