package io.vigie.runner.run;

import io.vigie.contract.result.Outcome.Blind;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether this runner sees anything at all: one that does not must not accuse a target. */
public interface Sight {

  /** That of a runner that has nothing to compare with. */
  Sight CLEAR =
      new Sight() {
        @Override
        public Optional<Blind> blindness() {
          return Optional.empty();
        }

        @Override
        public CompletionStage<Optional<Blind>> confirm() {
          return CompletableFuture.completedFuture(Optional.empty());
        }
      };

  /** Why this runner is blind, if it is. */
  Optional<Blind> blindness();

  /**
   * Looks anew, because a target could not be reached: the answer speaks of a time after the
   * question. Comes within a few seconds, and never fails.
   */
  CompletionStage<Optional<Blind>> confirm();
}
