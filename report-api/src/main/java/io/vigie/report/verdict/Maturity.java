package io.vigie.report.verdict;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import java.util.List;

/**
 * How mature a category is, out of ten, with every point explained.
 *
 * @param tenths the score in tenths of a point, 0 to 100
 * @param capped true when the score would be higher but for an open P0
 * @param points what each item counts for and earns, worst first
 */
public record Maturity(String category, int tenths, boolean capped, List<Point> points) {

  public Maturity {
    points = List.copyOf(points);
  }

  /** The score as it is written: {@code 8.2}. */
  public String score() {
    return tenths / 10 + "." + tenths % 10;
  }

  public int earned() {
    return points.stream().mapToInt(Point::earned).sum();
  }

  public int possible() {
    return points.stream().mapToInt(Point::weight).sum();
  }

  /** The arithmetic in words. */
  public String explanation() {
    if (points.isEmpty()) {
      return "nothing applies";
    }
    String ratio = earned() + " of " + possible() + " points";
    return capped ? ratio + ", capped at 4.0 while a P0 is failing" : ratio;
  }

  /** What one item counts for. */
  public record Point(
      ItemId item, String title, Severity severity, ItemState state, int weight, int earned) {}
}
