package io.vigie.report.verdict;

import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Verdict.Decision;
import java.util.ArrayList;
import java.util.List;

/** Says a verdict's reasons in words. */
final class Sentence {

  private static final List<ItemState> AGAINST =
      List.of(ItemState.FAILING, ItemState.UNKNOWN, ItemState.STALE, ItemState.PENDING);

  private Sentence() {}

  static String of(Decision decision, List<Judged> items) {
    if (items.isEmpty()) {
      return "nothing is watched";
    }
    List<String> parts = parts(items);
    if (parts.isEmpty()) {
      return items.size() == 1 ? "the one item passes" : "all " + items.size() + " items pass";
    }
    return String.join(", ", parts) + tail(decision);
  }

  private static String tail(Decision decision) {
    return decision == Decision.GO ? ", every P0 and P1 passes" : "";
  }

  private static List<String> parts(List<Judged> items) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      for (ItemState state : AGAINST) {
        long count =
            items.stream()
                .filter(item -> item.watched().severity() == severity && item.is(state))
                .count();
        if (count > 0) {
          parts.add(count + " " + severity + " " + state.word());
        }
      }
    }
    return parts;
  }
}
