package io.vigie.report.attest;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.Optional;

/** Somebody vouched for an item; it holds before {@code until}. */
public record Signature(String by, Optional<String> note, Instant at, Instant until) {

  /**
   * Reads the signature out of a result that passed. Empty where what was signed is not what is to
   * be signed now, or where nothing was: the item may have been decided otherwise before.
   */
  public static Optional<Signature> in(Result passed, Attestation attestation) {
    var facts = passed.evidence().facts();
    return Optional.ofNullable(facts.get(SigningRule.BY))
        .filter(by -> attestation.statement().equals(facts.get(SigningRule.STATEMENT)))
        .map(
            by ->
                new Signature(
                    by,
                    Optional.ofNullable(facts.get(SigningRule.NOTE)),
                    passed.dueAt(),
                    passed.dueAt().plus(attestation.validity())));
  }

  /** True while the signature can be relied upon. */
  public boolean holds(Instant now) {
    return now.isBefore(until);
  }
}
