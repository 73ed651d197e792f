package io.vigie.probe.tls;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.tls.ChainJudge.Judgement;
import io.vigie.probe.tls.Defect.Sort;
import io.vigie.probe.tls.SecureHandshake.Shown;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

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
        .map(response -> attempt.aside(() -> signed(response, judgement)))
        .orElseGet(() -> Future.succeededFuture(""));
  }

  private String signed(byte[] response, Judgement judgement) {
    return PathRules.status(
        judgement.path(),
        judgement.anchor().orElseThrow(),
        response,
        attempt.context().startedAt());
  }

  /** Who answers of this certificate alone is asked first; where that settles nothing, the list. */
  private Future<String> online(Judgement judgement, String otherwise) {
    X509Certificate leaf = judgement.path().getFirst();
    attempt.enter(TlsVocabulary.REVOCATION);
    return byResponder(judgement, leaf)
        .compose(
            said -> isSettled(said) ? Future.succeededFuture(said) : byList(judgement, leaf, said))
        .map(said -> said.isEmpty() ? otherwise : said);
  }

  private Future<String> byResponder(Judgement judgement, X509Certificate leaf) {
    return Pointers.responder(leaf)
        .map(
            address ->
                Download.answerTo(
                    OcspRequest.of(leaf, issuer(judgement)),
                    OcspRequest.CONTENT_TYPE,
                    attempt,
                    address))
        .map(answer -> answer.compose(bytes -> attempt.aside(() -> signed(bytes, judgement))))
        .map(RevocationCheck::unknownWhereItFails)
        .orElseGet(() -> Future.succeededFuture(""));
  }

  private Future<String> byList(Judgement judgement, X509Certificate leaf, String otherwise) {
    Instant now = attempt.context().startedAt();
    return Pointers.list(leaf)
        .map(address -> Download.of(attempt, address))
        .map(
            list ->
                list.compose(
                    bytes ->
                        attempt.aside(
                            () -> RevocationList.status(bytes, leaf, issuer(judgement), now))))
        .map(RevocationCheck::unknownWhereItFails)
        .orElseGet(() -> Future.succeededFuture(otherwise));
  }

  private static X509Certificate issuer(Judgement judgement) {
    return judgement.path().size() > 1 ? judgement.path().get(1) : judgement.anchor().orElseThrow();
  }

  private static Future<String> unknownWhereItFails(Future<String> asked) {
    return asked.recover(
        failure ->
            failure instanceof Ours
                ? Future.failedFuture(failure)
                : Future.succeededFuture("unknown"));
  }
}
