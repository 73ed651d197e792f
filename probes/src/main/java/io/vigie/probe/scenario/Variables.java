package io.vigie.probe.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run has learned so far, by name. Confined to one thread. */
final class Variables {

  /** A name that is different in each run, to know again what a run has made. */
  static final String RUN = "run";

  static final Set<String> GIVEN = Set.of(RUN);

  private final Map<String, Object> values = new LinkedHashMap<>();

  Variables(String run) {
    values.put(RUN, run);
  }

  void put(String name, Object value) {
    values.put(name, value);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::valueOf);
  }

  /** For expectations. */
  Map<String, Object> all() {
    return Map.copyOf(values);
  }

  @Override
  public String toString() {
    return "Variables" + values.keySet();
  }
}
