package io.vigie.probe.expect;

import io.vigie.contract.result.Outcome.Unmet;
import java.util.Optional;

/**
 * What became of one expectation. That it could not be evaluated proves nothing about the target.
 */
public sealed interface Verdict {

  /** It is true of what was observed. */
  record Holds(String expression) implements Verdict {}

  /** It was evaluated, and is not true. */
  record DoesNotHold(Unmet found) implements Verdict {}

  /** It could not be evaluated: a value is missing or of the wrong type, or a limit was reached. */
  record Undecided(Unmet found) implements Verdict {}

  /** What to report where the expectation has to hold; nothing when it does. */
  default Optional<Unmet> unmet() {
    return switch (this) {
      case Holds _ -> Optional.empty();
      case DoesNotHold(Unmet found) -> Optional.of(found);
      case Undecided(Unmet found) -> Optional.of(found);
    };
  }
}
