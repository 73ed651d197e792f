package io.vigie.report.http;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.RollUp;
import io.vigie.report.Dossier;
import io.vigie.report.attest.Signature;

/** What is answered of an item only where it is the one that is asked for. */
record ItemParts(
    DefinitionView definition,
    DetailsView details,
    AttestationView attestation,
    HeartbeatView heartbeat,
    TreeView rollUp) {

  static final ItemParts NONE = new ItemParts(null, null, null, null, null);

  static ItemParts of(Dossier dossier) {
    Check check = dossier.check();
    return new ItemParts(
        DefinitionView.of(check),
        DetailsView.of(dossier),
        check.nature() instanceof Attestation attestation
            ? AttestationView.of(
                attestation,
                dossier.lastPass().flatMap(passed -> Signature.in(passed, attestation)))
            : null,
        dossier.job().map(job -> HeartbeatView.of(check, job)).orElse(null),
        check.nature() instanceof RollUp rollUp
            ? TreeView.of(rollUp.tree(), dossier.around())
            : null);
  }
}
