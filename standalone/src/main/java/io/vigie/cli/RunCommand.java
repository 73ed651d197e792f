package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.contract.check.Check;
import io.vigie.contract.result.Outcome;
import io.vigie.probe.settings.NearestWord;
import io.vigie.runner.run.Trace;
import io.vigie.standalone.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie run}. */
@Command(
    name = "run",
    description = "Look once at every item of a checklist, or at one, from here and now.")
final class RunCommand implements Callable<Integer> {

  /** The forms of the output. */
  enum Form {
    TABLE,
    JSON
  }

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "The checklist.")
  private Path file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ITEM",
      description = "The id of one item (default: all).")
  private Optional<String> item = Optional.empty();

  @Option(names = "--trace", description = "Tell on the standard error what each run does.")
  private boolean trace;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "table",
      description = "table or json (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Option(
      names = "--allow",
      split = ",",
      paramLabel = "ADDRESSES",
      defaultValue = "public,private,loopback",
      description =
          "The addresses that may be reached: public, private, loopback or blocks such as"
              + " 10.0.0.0/8 (default: ${DEFAULT-VALUE}).")
  private List<String> allowed;

  @Option(
      names = "--secrets",
      paramLabel = "FOLDER",
      description = "A folder with one file for each secret.")
  private Optional<Path> secrets = Optional.empty();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    var checks = wanted();
    var runs = runAll(checks.stream().filter(RunCommand::isLookedAt).toList());
    switch (form) {
      case TABLE -> new RunTable(terminal).print(runs);
      case JSON -> RunJson.print(terminal, runs);
    }
    checks.stream().filter(check -> !isLookedAt(check)).forEach(this::sayNotRun);
    return exitCode(runs);
  }

  private static boolean isLookedAt(Check check) {
    return check.order().isPresent() && check.applies();
  }

  private void sayNotRun(Check check) {
    var why =
        check
            .notApplicable()
            .map(reason -> "not applicable: " + reason)
            .orElseGet(() -> "not run here: " + check.nature().mode().word());
    terminal.say(Terminal.harmless("%s  %s".formatted(check.item().item(), why)));
  }

  private List<Check> wanted() {
    var reading = Checklists.read(file);
    if (reading.isBroken()) {
      reading.problems().forEach(problem -> terminal.say(Terminal.harmless(problem.toString())));
      throw new Refused(file + ": must have no problem to be run; vigie lint shows them");
    }
    var all = reading.checklists().stream().flatMap(list -> list.checks().stream()).toList();
    if (item.isEmpty()) {
      return all;
    }
    var one = all.stream().filter(check -> check.item().item().equals(item.get())).toList();
    if (one.isEmpty()) {
      var ids =
          all.stream()
              .map(check -> check.item().item())
              .collect(Collectors.toCollection(TreeSet::new));
      throw new Refused(
          "%s: unknown item \"%s\"; %s"
              .formatted(file, item.get(), NearestWord.hint("item", item.get(), ids)));
    }
    return one;
  }

  private List<Run> runAll(List<Check> checks) {
    try (var engine = new Engine(allowed, secrets)) {
      var running =
          checks.stream()
              .map(
                  check ->
                      engine
                          .run(check, trace ? new SpokenTrace(terminal, check) : Trace.NONE)
                          .thenApply(result -> new Run(check, result))
                          .toCompletableFuture())
              .toList();
      return running.stream().map(run -> run.join()).toList();
    } catch (IllegalArgumentException e) {
      throw new Refused("--allow: " + e.getMessage());
    }
  }

  /** A failure that was seen weighs more than what could not be seen. */
  private static int exitCode(List<Run> runs) {
    int code = Exit.PASS;
    for (var run : runs) {
      switch (run.result().outcome()) {
        case Outcome.Failed _ -> {
          return Exit.FAILING;
        }
        case Outcome.Blind _, Outcome.Missed _ -> code = Exit.NO_ANSWER;
        case Outcome.Passed _ -> {}
      }
    }
    return code;
  }
}
