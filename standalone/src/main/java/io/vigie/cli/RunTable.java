package io.vigie.cli;

import io.vigie.cli.Terminal.Paint;
import io.vigie.contract.result.Outcome;
import java.util.List;
import java.util.function.Function;

/** What was seen, one line for each item, for a person. */
final class RunTable {

  private final Terminal terminal;

  RunTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(List<Run> runs) {
    int ids = widest(runs, run -> run.check().item().item());
    int titles = Math.min(48, widest(runs, RunTable::title));
    for (var run : runs) {
      terminal.print(
          "%s  %s  %s  %s  %s"
              .formatted(
                  word(run.result().outcome()),
                  padded(run.check().item().item(), ids),
                  run.check().meaning().severity(),
                  padded(title(run), titles),
                  terminal.painted(Paint.FAINT, duration(run)))
              .stripTrailing());
      remark(run.result().outcome());
    }
    summary(runs);
  }

  private String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> terminal.painted(Paint.GREEN, "passing");
      case Outcome.Failed _ -> terminal.painted(Paint.RED, "failing");
      case Outcome.Blind _, Outcome.Missed _ -> terminal.painted(Paint.YELLOW, "unknown");
    };
  }

  /** What did not pass says why; every unmet expectation has a line. */
  private void remark(Outcome outcome) {
    switch (outcome) {
      case Outcome.Passed _ -> {}
      case Outcome.Failed(var failure) when !failure.unmet().isEmpty() ->
          failure
              .unmet()
              .forEach(
                  unmet ->
                      indented("%s, expected %s".formatted(unmet.found(), unmet.expression())));
      case Outcome.Failed _, Outcome.Blind _, Outcome.Missed _ -> indented(outcome.summary());
    }
  }

  private void indented(String foreign) {
    terminal.print("         " + Terminal.harmless(foreign));
  }

  private static String title(Run run) {
    return Terminal.harmless(run.check().meaning().title());
  }

  private void summary(List<Run> runs) {
    long passing = count(runs, Outcome.Passed.class);
    long failing = count(runs, Outcome.Failed.class);
    terminal.say(
        "%d passing, %d failing, %d unknown"
            .formatted(passing, failing, runs.size() - passing - failing));
  }

  private static long count(List<Run> runs, Class<? extends Outcome> kind) {
    return runs.stream().filter(run -> kind.isInstance(run.result().outcome())).count();
  }

  private static String duration(Run run) {
    return run.result().took().toMillis() + " ms";
  }

  private static int widest(List<Run> runs, Function<Run, String> column) {
    return runs.stream().map(column).mapToInt(String::length).max().orElse(1);
  }

  private static String padded(String text, int width) {
    var shown = text.length() > width ? text.substring(0, width - 1) + "…" : text;
    return shown + " ".repeat(width - shown.length());
  }
}
