package io.vigie.probe.tls;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.tls.ChainJudge.Judgement;
import io.vigie.probe.tls.Defect.Sort;
import io.vigie.probe.tls.SecureHandshake.Shown;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Whether the authority has taken its word back. */
final class RevocationCheck {

  private final Attempt attempt;

  RevocationCheck(Attempt attempt) {
    this.attempt = attempt;
  }

  /**
   * What was learned.
   *
   * @param status good, revoked, unknown where what was said proves nothing, or empty where nobody
   *     was asked
   */
  record Learned(boolean stapled, String status) {

    List<Defect> defects() {
      return status.equals("revoked")
          ? List.of(new Defect(Sort.REVOKED, "certificate was revoked by its authority"))
          : List.of();
    }
  }

  /** Of a chain that is not trusted nothing can be learned: nobody vouches for what is said. */
  Future<Learned> of(Shown shown, Judgement judgement, Revocation whom) {
    boolean stapled = shown.ocsp().isPresent();
    if (judgement.anchor().isEmpty()) {
      return Future.succeededFuture(new Learned(stapled, ""));
    }
    return said(shown, judgement)
        .compose(
            said ->
                isSettled(said) || whom == Revocation.STAPLED
                    ? Future.succeededFuture(said)
                    : online(judgement, said))
        .map(status -> new Learned(stapled, status));
  }

  private static boolean isSettled(String said) {
    return said.equals("good") || said.equals("revoked");
  }

  private Future<String> said(Shown shown, Judgement judgement) {
    return shown
        .ocsp()
        .map(response -> attempt.aside(() -> stapled(response, judgement)))
        .orElseGet(() -> Future.succeededFuture(""));
  }

  private String stapled(byte[] response, Judgement judgement) {
    return PathRules.status(
        judgement.path(),
        judgement.anchor().orElseThrow(),
        response,
        attempt.context().startedAt());
  }

  private Future<String> online(Judgement judgement, String otherwise) {
    X509Certificate leaf = judgement.path().getFirst();
    Optional<RevocationList.Address> address = RevocationList.of(leaf);
    if (address.isEmpty()) {
      return Future.succeededFuture(otherwise);
    }
    X509Certificate issuer =
        judgement.path().size() > 1 ? judgement.path().get(1) : judgement.anchor().orElseThrow();
    attempt.enter(TlsVocabulary.REVOCATION);
    return Download.of(attempt, address.get())
        .compose(
            list ->
                attempt.aside(
                    () -> RevocationList.status(list, leaf, issuer, attempt.context().startedAt())))
        .recover(
            failure ->
                failure instanceof Ours
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture("unknown"));
  }
}
