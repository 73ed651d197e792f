package io.vigie.probe.metric;

import io.vigie.probe.net.Trouble.Broken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the values between two looks. */
record Change(Map<String, Double> increases) {

  static Change between(Look before, Look after, Join join) {
    before.found().forEach((asked, series) -> requireNoReset(asked, series, before, after));
    Map<String, Double> first = before.values(join);
    Map<String, Double> increases = new LinkedHashMap<>();
    after.values(join).forEach((asked, value) -> increases.put(asked, value - first.get(asked)));
    return new Change(increases);
  }

  /** A counter that is less than before began anew, and tells nothing of the time between. */
  private static void requireNoReset(String asked, List<Series> series, Look before, Look after) {
    Map<String, Double> later = new LinkedHashMap<>();
    after.found().get(asked).forEach(one -> later.put(one.identity(), one.value()));
    for (Series earlier : series) {
      double now = later.getOrDefault(earlier.identity(), Double.NEGATIVE_INFINITY);
      if (now < earlier.value()
          && isCounter(earlier.name(), before.types().getOrDefault(asked, ""))) {
        throw new Broken(
            "counter-reset",
            earlier.identity()
                + ": a counter must never become less, was "
                + earlier.value()
                + " and then "
                + (Double.isFinite(now) ? "" + now : "gone"));
      }
    }
  }

  private static boolean isCounter(String name, String type) {
    return switch (type) {
      case "counter" -> true;
      case "histogram", "summary" -> name.endsWith("_count") || name.endsWith("_bucket");
      case "gauge" -> false;
      default -> name.endsWith("_total");
    };
  }

  void require(Trend trend, String over) {
    increases.forEach(
        (asked, increase) -> {
          switch (trend) {
            case INCREASE -> requireIncrease(asked, increase, over);
            case STAY -> requireNone(asked, increase, over);
            case ANY -> {
              // Expectations decide.
            }
          }
        });
  }

  private static void requireIncrease(String asked, double increase, String over) {
    if (!(increase > 0)) {
      throw new Broken(
          "not-increasing", asked + ": must increase within " + over + ", changed by " + increase);
    }
  }

  private static void requireNone(String asked, double increase, String over) {
    if (increase != 0) {
      throw new Broken(
          "not-constant", asked + ": must stay the same for " + over + ", changed by " + increase);
    }
  }
}
