package io.vigie.probe.metric;

import io.vigie.probe.net.Trouble.Broken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one look gave: for each thing that was asked for, its series.
 *
 * @param series how many series the page or the answer has in all
 */
record Look(
    String format,
    String contentType,
    Map<String, List<Series>> found,
    Map<String, String> types,
    int series) {

  private static final int NAMED = 5;

  /** Itself, if there is exactly what is needed of each. */
  Look requireUsable(Join join) {
    String missing =
        found.entrySet().stream()
            .filter(asked -> asked.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new Broken("series-missing", "the page must have " + missing + ", has not");
    }
    if (join == Join.ONE) {
      found.forEach(Look::requireOne);
    }
    return this;
  }

  private static void requireOne(String asked, List<Series> series) {
    if (series.size() > 1) {
      String some =
          series.stream().limit(NAMED).map(Series::identity).collect(Collectors.joining(", "));
      throw new Broken(
          "several-series",
          asked
              + ": must be one series, are "
              + series.size()
              + " (say more labels, or how to join them): "
              + some
              + (series.size() > NAMED ? ", …" : ""));
    }
  }

  Map<String, Double> values(Join join) {
    Map<String, Double> values = new LinkedHashMap<>();
    found.forEach((asked, series) -> values.put(asked, join.of(series)));
    return values;
  }

  long selected() {
    return found.values().stream().mapToLong(List::size).sum();
  }

  String firstType() {
    return types.getOrDefault(found.keySet().iterator().next(), "");
  }
}
