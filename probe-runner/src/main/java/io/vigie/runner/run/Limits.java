package io.vigie.runner.run;

import java.util.Map;
import java.util.Optional;

/**
 * How much a runner does at once.
 *
 * @param concurrent probes under way
 * @param perKind probes of one kind under way, for those that are named
 * @param perOtherKind the same for each other kind
 * @param perTarget probes of one host under way
 * @param waiting runs that are due and wait for a place; who would be one more is turned away
 * @param reserved whether a fifth of the places is kept for systems that hold few, so that one
 *     whose checks are slow or many does not keep the others waiting
 */
public record Limits(
    int concurrent,
    Map<String, Integer> perKind,
    int perOtherKind,
    int perTarget,
    int waiting,
    boolean reserved) {

  private static final int SHARE = 5;

  public Limits {
    perKind = Map.copyOf(perKind);
    require("max-concurrent", concurrent);
    require("max-per-target", perTarget);
    require("max-per-kind", perOtherKind);
    perKind.forEach((kind, most) -> require("max-per-kind." + kind, most));
  }

  /** So many at once of whatever sort, and any number that waits. */
  public static Limits of(int concurrent) {
    return new Limits(
        concurrent, Map.of(), Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, false);
  }

  /** The limits of a service: nobody keeps everybody else waiting. */
  public static Limits fair(
      int concurrent, Optional<Integer> perOtherKind, Map<String, Integer> perKind, int perTarget) {
    require("max-concurrent", concurrent);
    int others = perOtherKind.orElse(concurrent - concurrent / SHARE);
    return new Limits(concurrent, perKind, others, perTarget, 2 * concurrent, true);
  }

  int ofKind(String kind) {
    return perKind.getOrDefault(kind, perOtherKind);
  }

  Claim.Place place(String what, int most) {
    return new Claim.Place(what, most, reserved ? most / SHARE : 0);
  }

  private static void require(String setting, int found) {
    if (found < 1) {
      throw new IllegalArgumentException(
          "vigie.runner." + setting + ": must be at least 1, was " + found);
    }
  }
}
