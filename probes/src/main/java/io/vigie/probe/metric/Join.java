package io.vigie.probe.metric;

import java.util.List;

/** What becomes of several series where one value is needed. */
public enum Join {
  /** There must be one. */
  ONE,
  /** Their sum. */
  SUM,
  /** The least of them. */
  LEAST,
  /** The most of them. */
  MOST;

  double of(List<Series> series) {
    double[] values = series.stream().mapToDouble(Series::value).toArray();
    double joined = values[0];
    for (int i = 1; i < values.length; i++) {
      joined =
          switch (this) {
            case ONE -> throw new IllegalStateException("there must be one series");
            case SUM -> joined + values[i];
            case LEAST -> Math.min(joined, values[i]);
            case MOST -> Math.max(joined, values[i]);
          };
    }
    return joined;
  }
}
