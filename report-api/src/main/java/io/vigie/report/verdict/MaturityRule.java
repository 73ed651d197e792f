package io.vigie.report.verdict;

import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Maturity.Point;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Weight of what passes over weight of all that applies, rounded down to a tenth, capped at 4 while
 * a P0 of the category is failing, accepted or not. What is not known never counts as passing; what
 * is only recommended weighs as little as a P2 and caps nothing.
 */
public final class MaturityRule {

  private static final int FULL = 100;
  private static final int CAP = 40;

  private MaturityRule() {}

  /** One score for each category, in the order of their names. */
  public static List<Maturity> byCategory(List<Judged> items) {
    Map<String, List<Judged>> categories =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> item.watched().category(), TreeMap::new, Collectors.toList()));
    return categories.entrySet().stream()
        .map(category -> of(category.getKey(), category.getValue()))
        .toList();
  }

  /** The score of a group of items. */
  public static Maturity of(String category, List<Judged> items) {
    List<Point> points =
        items.stream()
            .filter(Judged::applies)
            .sorted(VerdictRule.WORST_FIRST)
            .map(MaturityRule::point)
            .toList();
    int possible = points.stream().mapToInt(Point::weight).sum();
    int earned = points.stream().mapToInt(Point::earned).sum();
    int uncapped = possible == 0 ? 0 : FULL * earned / possible;
    boolean open = items.stream().anyMatch(i -> i.bearing() == Bearing.DECIDES && i.isSeenToFail());
    boolean capped = open && uncapped > CAP;
    return new Maturity(category, capped ? CAP : uncapped, capped, points);
  }

  /** What one item counts for. */
  public static Point point(Judged judged) {
    int weight = judged.weighsAs().weight();
    return new Point(
        judged.watched().item(),
        judged.watched().title(),
        judged.watched().severity(),
        judged.state(),
        weight,
        judged.is(ItemState.PASSING) ? weight : 0);
  }
}
