package io.vigie.report.http;

import io.vigie.contract.check.Attestation;
import io.vigie.report.attest.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be signed, and the newest signature. */
@Schema(name = "Attestation")
public record AttestationView(
    String statement,
    @Schema(description = "How long a signature holds; ISO 8601", examples = "P90D")
        String validity,
    @Schema(description = "Who may sign; anybody when empty") List<String> mayBeSignedBy,
    Optional<SignatureView> signature) {

  /** Who signed, and when. */
  @Schema(name = "Signature")
  public record SignatureView(
      String by,
      Optional<String> note,
      Instant at,
      @Schema(description = "When it stops to hold") Instant until) {

    static SignatureView of(Signature signature) {
      return new SignatureView(signature.by(), signature.note(), signature.at(), signature.until());
    }
  }

  static AttestationView of(Attestation attestation, Optional<Signature> signature) {
    return new AttestationView(
        attestation.statement(),
        attestation.validity().toString(),
        attestation.by(),
        signature.map(SignatureView::of));
  }
}
