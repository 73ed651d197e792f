package io.vigie.report.attest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningRuleTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/RF-59", Severity.P0);

  private final Check byOps = ITEM.signed(Duration.ofDays(90), "ops", "dba");

  @Test
  void aSignatureIsAResultThatPassed() {
    Signing.Signed signed = signed(byOps, "ops", Optional.of("took 43 min"));
    Result result = signed.result();

    assertThat(result.run()).isEqualTo(RunId.of(ITEM.item(), NOW));
    assertThat(result.revision()).isEqualTo("r-1");
    assertThat(result.dueAt()).isEqualTo(NOW);
    assertThat(result.seer()).isEqualTo(new Result.Seer("attestation", "ops"));
    assertThat(result.outcome()).isEqualTo(new Outcome.Passed("signed by ops"));
    assertThat(result.evidence().facts())
        .isEqualTo(
            Map.of(
                "by", "ops",
                "note", "took 43 min",
                "statement", "A restore was made and timed."));
  }

  @Test
  void aSignatureHoldsForItsValidityAndNotLonger() {
    Signature signature = signed(byOps, "dba", Optional.empty()).signature();
    Instant end = NOW.plus(Duration.ofDays(90));

    assertThat(signature.until()).isEqualTo(end);
    assertThat(signature.holds(end.minusMillis(1))).isTrue();
    assertThat(signature.holds(end)).isFalse();
  }

  @Test
  void aSignatureIsReadBackFromItsResult() {
    Signing.Signed signed = signed(byOps, "ops", Optional.of("took 43 min"));

    assertThat(Signature.in(signed.result(), (Attestation) byOps.nature()))
        .contains(signed.signature());
  }

  @Test
  void whatWasSignedIsNotWhatIsWordedOtherwiseNow() {
    Signing.Signed signed = signed(byOps, "ops", Optional.empty());

    assertThat(
            Signature.in(
                signed.result(),
                new Attestation("Two restores were made.", Duration.ofDays(90), List.of())))
        .isEmpty();
  }

  @Test
  void whatALookSawIsNoSignature() {
    assertThat(Signature.in(ITEM.passed(NOW), (Attestation) byOps.nature())).isEmpty();
  }

  @Test
  void anybodyMaySignWhereNobodyIsNamed() {
    assertThat(signed(ITEM.signed(Duration.ofDays(1)), "who ever", Optional.empty())).isNotNull();
  }

  @Test
  void nobodyElseMaySignWhereSomebodyIsNamed() {
    assertThat(SigningRule.decide(byOps, "Ops", Optional.empty(), NOW))
        .isEqualTo(new Signing.NotAllowed("by: must be one of ops, dba, was \"Ops\""));
  }

  @Test
  void whatIsProbedIsNotSigned() {
    assertThat(SigningRule.decide(ITEM.check(), "ops", Optional.empty(), NOW))
        .isEqualTo(
            new Signing.NotToBeSigned(
                "item: must be an attestation to be signed, is decided otherwise: check"));
  }

  @Test
  void whatDoesNotApplyIsNotSigned() {
    assertThat(
            SigningRule.decide(
                Sample.notApplicable(byOps, "Redis is not used"), "ops", Optional.empty(), NOW))
        .isEqualTo(
            new Signing.NotToBeSigned(
                "item: must apply to be signed, does not: Redis is not used"));
  }

  private static Signing.Signed signed(Check check, String by, Optional<String> note) {
    return (Signing.Signed) SigningRule.decide(check, by, note, NOW);
  }
}
