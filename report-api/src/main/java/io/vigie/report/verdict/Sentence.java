package io.vigie.report.verdict;

import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Verdict.Decision;
import java.util.ArrayList;
import java.util.List;

/** Says a verdict's reasons in words. */
final class Sentence {

  private static final List<ItemState> AGAINST =
      List.of(
          ItemState.FAILING,
          ItemState.UNKNOWN,
          ItemState.STALE,
          ItemState.PENDING,
          ItemState.WAIVED);

  private Sentence() {}

  static String of(Decision decision, List<Judged> all) {
    List<Judged> items = all.stream().filter(Judged::applies).toList();
    String unused =
        all.size() == items.size() ? "" : ", " + (all.size() - items.size()) + " not applicable";
    if (items.isEmpty()) {
      return all.isEmpty() ? "nothing is watched" : "nothing applies";
    }
    List<String> parts = parts(items);
    if (parts.isEmpty()) {
      return (items.size() == 1 ? "the one item passes" : "all " + items.size() + " items pass")
          + unused;
    }
    return String.join(", ", parts) + tail(decision, items);
  }

  private static String tail(Decision decision, List<Judged> items) {
    if (decision != Decision.GO) {
      return "";
    }
    boolean accepted =
        items.stream().anyMatch(i -> i.is(ItemState.WAIVED) && i.bearing() != Bearing.INFORMS);
    return accepted ? ", every other P0 and P1 passes" : ", every P0 and P1 passes";
  }

  private static List<String> parts(List<Judged> items) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      add(
          parts,
          severity.word(),
          items.stream()
              .filter(item -> !item.isRecommended() && item.watched().severity() == severity)
              .toList());
    }
    add(parts, "recommended", items.stream().filter(Judged::isRecommended).toList());
    return parts;
  }

  private static void add(List<String> parts, String name, List<Judged> items) {
    for (ItemState state : AGAINST) {
      long count = items.stream().filter(item -> item.is(state)).count();
      if (count > 0) {
        parts.add(count + " " + name + " " + state.word());
      }
    }
  }
}
