package io.vigie.runner.control;

import java.util.List;
import java.util.Optional;

/**
 * One round of control probes, and what it says. Pure.
 *
 * @param own what is wrong with this process or its machine
 * @param controls how many control targets there are
 * @param failed what is wrong with those that failed
 * @param resolver what is wrong with the resolver
 */
record Round(List<String> own, int controls, List<String> failed, Optional<String> resolver) {

  Round {
    own = List.copyOf(own);
    failed = List.copyOf(failed);
  }

  /** Why nothing that was seen at this time can be believed, if so. */
  Optional<String> blindness() {
    if (!own.isEmpty()) {
      return Optional.of(String.join("; ", own));
    }
    if (controls > 0 && failed.size() == controls) {
      return Optional.of(
          (controls == 1 ? "the control target fails: " : "all control targets fail: ")
              + String.join("; ", failed));
    }
    return resolver;
  }
}
