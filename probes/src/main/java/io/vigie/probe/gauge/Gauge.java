package io.vigie.probe.gauge;

import java.util.List;

/**
 * One value of one run.
 *
 * @param labels the values of the series' labels, in their order
 */
public record Gauge(Series series, List<String> labels, double value) {

  public Gauge {
    labels = List.copyOf(labels);
    if (labels.size() != series.labels().size()) {
      throw new IllegalArgumentException(
          series.name() + ": must have the labels " + series.labels() + ", had " + labels);
    }
  }
}
