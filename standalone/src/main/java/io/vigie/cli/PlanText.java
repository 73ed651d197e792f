package io.vigie.cli;

import io.vigie.cli.Terminal.Paint;
import io.vigie.contract.check.Check;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan for a person: one line for each item, then who would be told. */
final class PlanText {

  private static final int SHORT = 60;

  private final Terminal terminal;

  PlanText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Difference difference, List<PlannedChange> changes) {
    difference.added().forEach(this::added);
    difference.removed().forEach(item -> line(Paint.RED, "-", item.item() + "  " + item.title()));
    changes.forEach(this::changed);
    difference
        .routes()
        .forEach(
            (route, told) -> {
              routed(route, "would now be told of", told.now());
              routed(route, "would no longer be told of", told.noLonger());
            });
    terminal.say(
        "%d added, %d removed, %d changed"
            .formatted(difference.added().size(), difference.removed().size(), changes.size()));
  }

  private void added(Check check) {
    var applies = check.notApplicable().map(why -> "  not applicable: " + why).orElse("");
    line(Paint.GREEN, "+", check.item() + "  " + check.meaning().title() + applies);
  }

  private void changed(PlannedChange change) {
    line(
        Paint.YELLOW,
        "~",
        change.item().now().item() + "  " + change.item().now().meaning().title());
    if (change.becomesNotApplicable()) {
      detail("would not apply: " + change.item().now().notApplicable().orElse(""));
    }
    change.fields().forEach((key, values) -> detail(key + ": " + told(values)));
    if (change.fields().isEmpty() && !change.becomesNotApplicable()) {
      detail("what is not shown of it, such as its hours or its maintenance");
    }
  }

  private static String told(PlannedChange.Values values) {
    return shown(values.before()) + " → " + shown(values.after());
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "none";
    }
    return value.length() <= SHORT ? value : value.substring(0, SHORT) + "…";
  }

  private void routed(String route, String what, Set<String> items) {
    if (!items.isEmpty()) {
      terminal.print(
          Terminal.harmless(
              "route %s %s %s"
                  .formatted(route, what, items.stream().collect(Collectors.joining(", ")))));
    }
  }

  private void line(Paint paint, String sign, String text) {
    terminal.print(terminal.painted(paint, sign) + " " + Terminal.harmless(text));
  }

  private void detail(String text) {
    terminal.print("    " + Terminal.harmless(text));
  }
}
