package io.vigie.contract.result;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What proves a result. The facts are what the expectations could speak of, as text; the numbers
 * are for metrics; the excerpt is the beginning of what the target answered. All of it is redacted
 * and bounded by the runner.
 */
public record Evidence(
    Map<String, String> facts,
    Map<String, Double> numbers,
    List<Phase> phases,
    Optional<String> excerpt,
    boolean truncated) {

  /** Nothing was seen. */
  public static final Evidence NONE =
      new Evidence(Map.of(), Map.of(), List.of(), Optional.empty(), false);

  public Evidence {
    facts = java.util.Collections.unmodifiableMap(new TreeMap<>(facts));
    numbers = java.util.Collections.unmodifiableMap(new TreeMap<>(numbers));
    phases = List.copyOf(phases);
  }

  /** A part of a run and how long it took, in the order in which they happened. */
  public record Phase(String name, Duration took) {}
}
