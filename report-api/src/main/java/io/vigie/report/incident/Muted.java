package io.vigie.report.incident;

import io.vigie.contract.alert.Matcher;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Judged;
import java.util.ArrayList;
import java.util.List;

/**
 * What a silence keeps from being told of.
 *
 * @param items those that it covers, the failing ones first
 */
public record Muted(List<Judged> items) {

  public Muted {
    items = List.copyOf(items);
  }

  /** Of the items, in their order, those that are meant; what fails comes first. */
  public static Muted of(Matcher matcher, List<Judged> all) {
    List<Judged> meant =
        all.stream().filter(item -> matcher.matches(item.watched().check())).toList();
    List<Judged> ordered = new ArrayList<>(meant.stream().filter(Muted::fails).toList());
    meant.stream().filter(item -> !fails(item)).forEach(ordered::add);
    return new Muted(ordered);
  }

  /** How many of them are failing now. */
  public long failing() {
    return items.stream().filter(Muted::fails).count();
  }

  /** How many of a severity are failing now. */
  public long failing(Severity severity) {
    return items.stream()
        .filter(item -> fails(item) && item.watched().severity() == severity)
        .count();
  }

  /** Such as {@code mutes 14 items, 1 is failing at P0}. */
  public String sentence() {
    if (items.isEmpty()) {
      return "mutes no item that is watched now";
    }
    String mutes = "mutes " + items.size() + (items.size() == 1 ? " item" : " items");
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = failing(severity);
      if (count > 0) {
        String verb = parts.isEmpty() ? (count == 1 ? " is failing" : " are failing") : "";
        parts.add(count + verb + " at " + severity.word());
      }
    }
    return mutes + ", " + (parts.isEmpty() ? "none is failing" : String.join(", ", parts));
  }

  private static boolean fails(Judged item) {
    return item.is(ItemState.FAILING);
  }
}
