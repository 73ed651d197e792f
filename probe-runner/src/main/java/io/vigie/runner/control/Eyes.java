package io.vigie.runner.control;

import java.util.Optional;

/**
 * Blind from the second bad round in a row, sighted from the second good one: one round decides
 * about failures of its own moment, but not about taking jobs. Immutable.
 *
 * @param blind why, while blind
 * @param opposed how many rounds in a row say otherwise
 */
record Eyes(Optional<String> blind, int opposed) {

  static final Eyes OPEN = new Eyes(Optional.empty(), 0);

  private static final int ENOUGH = 2;

  Eyes after(Round round) {
    Optional<String> reason = round.blindness();
    if (reason.isPresent() == blind.isPresent()) {
      return new Eyes(reason, 0);
    }
    return opposed + 1 < ENOUGH ? new Eyes(blind, opposed + 1) : new Eyes(reason, 0);
  }

  /** True while the next round is to come soon. */
  boolean isInDoubt() {
    return opposed > 0 || blind.isPresent();
  }
}
