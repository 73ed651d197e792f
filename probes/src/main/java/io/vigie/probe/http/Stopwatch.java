package io.vigie.probe.http;

import io.vigie.contract.result.Evidence;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How long each phase of a run took; with redirects, all requests together. Confined to one thread.
 */
final class Stopwatch {

  private final long startedAt = System.nanoTime();
  private final Map<Phase, Long> took = new EnumMap<>(Phase.class);
  private Phase phase = Phase.RESOLVE;
  private long enteredAt = startedAt;

  /** Ends the phase that is going on, and begins another. */
  void enter(Phase next) {
    long now = System.nanoTime();
    took.merge(phase, now - enteredAt, Long::sum);
    phase = next;
    enteredAt = now;
  }

  /** Ends the phase that is going on. */
  void stop() {
    enter(phase);
  }

  /** The phase that is going on. */
  Phase phase() {
    return phase;
  }

  /** How long the phase has been going on. */
  Duration sinceEntered() {
    return Duration.ofNanos(System.nanoTime() - enteredAt);
  }

  Duration took(Phase of) {
    return Duration.ofNanos(took.getOrDefault(of, 0L));
  }

  Duration total() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** The phases that happened. */
  List<Evidence.Phase> phases() {
    return Arrays.stream(Phase.values())
        .filter(took::containsKey)
        .map(happened -> new Evidence.Phase(happened.word(), took(happened)))
        .toList();
  }
}
