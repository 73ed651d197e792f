package io.vigie.cli;

import io.vigie.contract.check.Check;
import io.vigie.contract.result.Evidence.Phase;
import io.vigie.runner.guard.Decision;
import io.vigie.runner.run.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what a run does while it does it. */
final class SpokenTrace implements Trace {

  private final Terminal terminal;
  private final String item;

  SpokenTrace(Terminal terminal, Check check) {
    this.terminal = terminal;
    this.item = check.item().item();
  }

  @Override
  public void happened(Event event) {
    terminal.say(Terminal.harmless(item + ": " + text(event)));
  }

  private static String text(Event event) {
    return switch (event) {
      case Started(var late) -> "began " + late.toMillis() + " ms after its time";
      case Judged(String host, var address, Decision.Allowed(String reason)) ->
          "%s is %s: allowed (%s)".formatted(host, address.getHostAddress(), reason);
      case Judged(String host, var address, Decision.Refused(String reason)) ->
          "%s is %s: refused (%s)".formatted(host, address.getHostAddress(), reason);
      case Looked(var phases) -> "looked: " + text(phases);
      case Expected(String expression, var found) ->
          found
              .map(what -> "unmet: %s, because %s".formatted(expression, what))
              .orElse("holds: " + expression);
      case Ended(var outcome, var took) ->
          "ended after %d ms: %s".formatted(took.toMillis(), outcome.summary());
    };
  }

  private static String text(List<Phase> phases) {
    return phases.stream()
        .map(phase -> phase.name() + " " + phase.took().toMillis() + " ms")
        .collect(Collectors.joining(", "));
  }
}
