package io.vigie.probe.gauge;

import java.util.List;

/** The name of a measure, what it means, and the names of its labels. */
public record Series(String name, String help, List<String> labels) {

  public Series {
    labels = List.copyOf(labels);
  }

  /** One without labels. */
  public Series(String name, String help) {
    this(name, help, List.of());
  }
}
