package io.vigie.report.attest;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a person may sign an item. Names are compared as they are written: there are no
 * accounts, so a name is a statement, not a proof of identity.
 */
public final class SigningRule {

  /** The fact that names who signed. */
  static final String BY = "by";

  /** The fact that holds what was said with it. */
  static final String NOTE = "note";

  /** The fact that holds what was signed: it may be worded otherwise later. */
  static final String STATEMENT = "statement";

  /** Stands where a result names its runner: a person is none. */
  public static final String SEER = "attestation";

  private SigningRule() {}

  public static Signing decide(Check check, String by, Optional<String> note, Instant now) {
    if (!(check.nature() instanceof Attestation attestation)) {
      return new Signing.NotToBeSigned(
          "item: must be an attestation to be signed, is decided otherwise: "
              + check.nature().mode().word());
    }
    if (!check.applies()) {
      return new Signing.NotToBeSigned(
          "item: must apply to be signed, does not: " + check.notApplicable().orElse(""));
    }
    if (!attestation.by().isEmpty() && !attestation.by().contains(by)) {
      return new Signing.NotAllowed(
          "by: must be one of " + String.join(", ", attestation.by()) + ", was \"" + by + "\"");
    }
    Signature signature = new Signature(by, note, now, now.plus(attestation.validity()));
    return new Signing.Signed(result(check, facts(attestation, signature), signature), signature);
  }

  private static Result result(Check check, Map<String, String> facts, Signature signature) {
    Instant now = signature.at();
    return new Result(
        RunId.of(check.item(), now),
        check.item(),
        check.revision(),
        now,
        now,
        Duration.ZERO,
        new Result.Seer(SEER, signature.by()),
        new Outcome.Passed("signed by " + signature.by()),
        new Evidence(facts, Map.of(), List.of(), Optional.empty(), false));
  }

  private static Map<String, String> facts(Attestation attestation, Signature signature) {
    Map<String, String> facts = new HashMap<>();
    facts.put(BY, signature.by());
    facts.put(STATEMENT, attestation.statement());
    signature.note().ifPresent(text -> facts.put(NOTE, text));
    return facts;
  }
}
