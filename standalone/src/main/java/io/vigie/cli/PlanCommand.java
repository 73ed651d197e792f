package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.check.Check;
import io.vigie.scheduler.checklist.Reading;
import io.vigie.standalone.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie plan}. */
@Command(
    name = "plan",
    description =
        "Say what a running Vigie would watch otherwise, and who would be told, if it had these"
            + " checklists. Ends with 1 where there is something.")
final class PlanCommand implements Callable<Integer> {

  /** The forms of the output. */
  enum Form {
    TEXT,
    JSON
  }

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "checklists",
      description =
          "All checklists of that Vigie, or one file, which stands for its system only (default:"
              + " ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Mixin private RunningVigie vigie;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    var checks = wanted();
    var watched = Watched.of(vigie.read("/api/v1/definitions"));
    var difference = Difference.of(checks, watched, concerned(checks));
    List<PlannedChange> changes = new ArrayList<>();
    for (var item : difference.changed()) {
      var path = "/api/v1/items/" + item.before().item();
      changes.add(PlannedChange.of(item, vigie.read(path)));
    }
    switch (form) {
      case TEXT -> new PlanText(terminal).print(difference, changes);
      case JSON -> terminal.print(PrettyJson.of(PlanJson.of(difference, changes)));
    }
    return difference.isNothing() ? Exit.PASS : Exit.FAILING;
  }

  private List<Check> wanted() {
    Reading reading = Checklists.read(folder);
    if (reading.isBroken()) {
      reading.problems().forEach(problem -> terminal.say(Terminal.harmless(problem.toString())));
      throw new Refused(folder + ": must have no problem to be planned; vigie lint shows them");
    }
    return reading.checklists().stream().flatMap(list -> list.checks().stream()).toList();
  }

  /** One file says nothing of the systems of others. */
  private Predicate<String> concerned(List<Check> checks) {
    if (Files.isDirectory(folder)) {
      return _ -> true;
    }
    var systems =
        checks.stream()
            .map(check -> check.item().system() + "/" + check.item().environment() + "/")
            .collect(Collectors.toSet());
    return item -> systems.stream().anyMatch(item::startsWith);
  }
}
