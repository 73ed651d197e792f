package io.vigie.probe.tls;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static io.vigie.probe.tls.TlsChecks.CLOCK;
import static io.vigie.probe.tls.TlsChecks.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import io.vigie.testkit.tls.TlsIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Each defect of a certificate, with its code. */
class TlsDefectTest {

  private static final TlsChecks CHECKS = new TlsChecks();
  private static final Issued ROOT = CHECKS.root;
  private final Instant now = CLOCK.instant();

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  private static Failure failed(TlsIdentity identity) {
    try (TlsServer server = TlsServer.start(identity)) {
      return CHECKS.failed(server.port());
    }
  }

  private static void assertFails(TlsIdentity identity, String code) {
    Failure failure = failed(identity);
    assertThat(failure.code()).as(failure.summary()).isEqualTo(code);
    assertThat(failure.phase()).isEqualTo("tls");
  }

  @Test
  void aGoodCertificatePasses() {
    Issued intermediate = ROOT.issue(Recipe.of(CLOCK, "Intermediate").asAuthority());
    try (TlsServer server = TlsServer.start(intermediate.issue(server()).with(intermediate))) {
      Observation observation = CHECKS.observe(server.port());

      assertThat(judgedByDefault(CHECKS.probe, TlsChecks.of(server.port()), observation)).isEmpty();
      assertMet(
          CHECKS.probe,
          observation,
          "verified && defects == [] && revocation == '' && !ocspStapled",
          "version == 'TLSv1.3' && cipher != '' && alpn == 'h2'",
          "accepted == ['TLSv1.2', 'TLSv1.3'] && refused == ['TLSv1', 'TLSv1.1']",
          "weakCiphers == [] && ciphers == []",
          "certificate.subject == 'CN=localhost' && certificate.issuer == 'CN=Intermediate'",
          "certificate.daysLeft == 30 && certificate.sans == ['localhost', '127.0.0.1']",
          "certificate.keyType == 'EC' && certificate.keyBits == 256",
          "certificate.signature == 'SHA256withECDSA' && certificate.chainLength == 2",
          "chain.map(c, c.subject) == ['CN=localhost', 'CN=Intermediate']",
          "chain.all(c, c.notAfter > now && c.daysLeft >= 30)",
          "remoteIp == '127.0.0.1' && phases.tls > millis(0) && phases.scan > millis(0)");
      assertThat(observation.evidence().numbers()).containsKey("certificate.earliestExpiry");
      assertThat(observation.evidence().facts())
          .containsEntry("chain", "CN=localhost ← CN=Intermediate")
          .containsEntry("accepted", "TLSv1.2, TLSv1.3");
    }
  }

  @Test
  void expired() {
    assertFails(
        ROOT.issue(server().valid(now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(2))))
            .with(),
        "tls-expired");
  }

  @Test
  void anAuthorityOfTheChainThatExpired() {
    Issued old =
        ROOT.issue(
            Recipe.of(CLOCK, "Old intermediate")
                .asAuthority()
                .valid(now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(2))));

    Failure failure = failed(old.issue(server()).with(old));

    assertThat(failure.code()).isEqualTo("tls-expired");
    assertThat(failure.summary())
        .startsWith("certificate of the authority CN=Old intermediate expired on 20");
  }

  @Test
  void notYetValid() {
    assertFails(
        ROOT.issue(server().valid(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(20))))
            .with(),
        "tls-not-yet-valid");
  }

  @Test
  void selfSigned() {
    assertFails(Issued.bySelf(server()).with(), "tls-self-signed");
  }

  @Test
  void wrongHost() {
    Failure failure =
        failed(ROOT.issue(Recipe.of(CLOCK, "localhost", "example.com", "*.example.com")).with());

    assertThat(failure.code()).isEqualTo("tls-wrong-host");
    assertThat(failure.summary())
        .isEqualTo("certificate is made for example.com, *.example.com, not for localhost");
  }

  @Test
  void weakKey() {
    Failure failure = failed(ROOT.issue(server().rsa(1024)).with());

    assertThat(failure.code()).isEqualTo("tls-weak-key");
    assertThat(failure.summary())
        .isEqualTo("certificate has a key of 1024 bits (RSA), which is too few");
  }

  @Test
  void weakSignature() {
    Issued rsaRoot = Issued.bySelf(Recipe.of(CLOCK, "RSA root").asAuthority().rsa(2048));
    try (TlsServer server = TlsServer.start(rsaRoot.issue(server().signedWith("SHA1")).with())) {
      Observation observation =
          CHECKS
              .context(TlsChecks.PATIENT)
              .observe(new TlsProbe(rsaRoot.trustStore()), TlsChecks.of(server.port()));

      assertThat(failure(observation).code()).isEqualTo("tls-weak-signature");
    }
  }

  @Test
  void missingIntermediate() {
    Issued intermediate = ROOT.issue(Recipe.of(CLOCK, "Intermediate").asAuthority());

    Failure failure = failed(intermediate.issue(server()).with());

    assertThat(failure.code()).isEqualTo("tls-missing-intermediate");
    assertThat(failure.summary())
        .isEqualTo("the server must send the certificate of CN=Intermediate, which it does not");
  }

  @Test
  void untrustedRoot() {
    Issued other = Issued.bySelf(Recipe.of(CLOCK, "Another root").asAuthority());
    Issued intermediate = other.issue(Recipe.of(CLOCK, "Intermediate").asAuthority());

    assertFails(other.issue(server()).with(other), "tls-untrusted-root");
    assertFails(intermediate.issue(server()).with(intermediate), "tls-untrusted-root");
    assertFails(intermediate.issue(server()).with(intermediate, other), "tls-untrusted-root");
  }

  @Test
  void aRootOfTheSameNameIsNotTrustedForIt() {
    Issued impostor = Issued.bySelf(Recipe.of(CLOCK, "Test root").asAuthority());

    assertFails(impostor.issue(server()).with(impostor), "tls-untrusted-root");
    assertFails(impostor.issue(server()).with(), "tls-missing-intermediate");
  }

  @Test
  void aSignerThatIsNoAuthority() {
    Issued server = ROOT.issue(server());

    assertFails(server.issue(server()).with(server), "tls-invalid-chain");
  }

  @Test
  void aCertificateForClients() {
    assertFails(ROOT.issue(server().forClients()).with(), "tls-wrong-purpose");
  }

  @Test
  void revokedByTheStapledAnswer() {
    Issued issued = ROOT.issue(server());
    try (TlsServer server =
        TlsServer.stapling(issued.with(), ROOT.ocspResponse(issued, true, now))) {
      Failure failure = CHECKS.failed(server.port());

      assertThat(failure.code()).isEqualTo("tls-revoked");
      assertThat(failure.summary()).isEqualTo("certificate was revoked by its authority");
    }
  }

  @Test
  void aStapledAnswerMayBeGoodOrWorthless() {
    Issued issued = ROOT.issue(server());
    Issued other = Issued.bySelf(Recipe.of(CLOCK, "Test root").asAuthority());
    try (TlsServer good = TlsServer.stapling(issued.with(), ROOT.ocspResponse(issued, false, now));
        TlsServer forged =
            TlsServer.stapling(issued.with(), other.ocspResponse(issued, false, now));
        TlsServer garbage =
            TlsServer.stapling(issued.with(), "garbage".getBytes(StandardCharsets.UTF_8))) {
      assertMet(CHECKS.probe, CHECKS.observe(good.port()), "ocspStapled && revocation == 'good'");
      assertMet(
          CHECKS.probe, CHECKS.observe(forged.port()), "ocspStapled && revocation == 'unknown'");
      assertMet(CHECKS.probe, CHECKS.observe(garbage.port()), "revocation == 'unknown'");
    }
  }

  /** The list is served as Latin-1, one character for each byte. */
  private Observation online(Issued revoked, Issued authority) {
    byte[][] list = new byte[1][];
    Issued[] issued = new Issued[1];
    String[] address = new String[1];
    try (RawTarget place =
        RawTarget.start(
            connection -> {
              connection.readRequest();
              String content = new String(list[0], StandardCharsets.ISO_8859_1);
              connection.send(
                  "HTTP/1.1 200 OK\r\ncontent-length: " + content.length() + "\r\n\r\n" + content);
            })) {
      address[0] = "http://crl.example.com:" + place.port() + "/list.crl";
      issued[0] = ROOT.issue(server().revocable(address[0]));
      list[0] = authority.revocationList(now, revoked == null ? issued[0] : revoked);
      try (TlsServer server = TlsServer.start(issued[0].with())) {
        return CHECKS.observe(TlsChecks.online(server.port()));
      }
    }
  }

  @Test
  void revokedByTheListOfItsAuthority() {
    assertThat(failure(online(null, ROOT)).code()).isEqualTo("tls-revoked");
  }

  @Test
  void aListMayBeGoodOrWorthless() {
    Issued other = ROOT.issue(server());
    Issued impostor = Issued.bySelf(Recipe.of(CLOCK, "Test root").asAuthority());

    assertMet(CHECKS.probe, online(other, ROOT), "revocation == 'good' && verified");
    assertMet(CHECKS.probe, online(null, impostor), "revocation == 'unknown' && verified");
  }

  @Test
  void everyDefectIsAFactWhereItIsNotToBeAFailure() {
    Issued bad =
        Issued.bySelf(
            Recipe.of(CLOCK, "example.com", "example.com")
                .rsa(1024)
                .valid(now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(2))));
    try (TlsServer server = TlsServer.start(bad.with())) {
      assertMet(
          CHECKS.probe,
          CHECKS.observe(TlsChecks.unverified(server.port())),
          "!verified && defects == ['expired', 'self-signed', 'wrong-host', 'weak-key']",
          "certificate.daysLeft == -2 || certificate.daysLeft == -3",
          "accepted == [] && refused == [] && alpn == ''");
    }
  }

  @Test
  void trustsTheAuthorityOfItsSettingsInstead() {
    Issued own = Issued.bySelf(Recipe.of(CLOCK, "Own root").asAuthority());
    TlsIdentity identity = own.issue(server()).with();
    try (TlsServer server = TlsServer.start(identity);
        TlsServer usual = TlsServer.start(ROOT.issue(server()).with())) {
      assertMet(CHECKS.probe, CHECKS.observe(trusting(own, server.port())), "verified");
      assertThat(failure(CHECKS.observe(trusting(own, usual.port()))).code())
          .isEqualTo("tls-missing-intermediate");
    }
  }

  @Test
  void aCertificateThatIsTrustedItselfIsGood() {
    Issued own = Issued.bySelf(server());
    try (TlsServer server = TlsServer.start(own.with())) {
      assertMet(CHECKS.probe, CHECKS.observe(trusting(own, server.port())), "verified");
    }
  }

  private static TlsSettings trusting(Issued authority, int port) {
    return new TlsSettings(
        "localhost:" + port,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.of(authority.with().chainPem()),
        List.of(),
        List.of(),
        false,
        Revocation.STAPLED);
  }

  @Test
  void aCertificateThatSoonExpiresIsNotGoodEnough() {
    try (TlsServer server =
        TlsServer.start(
            ROOT.issue(server().valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(5))))
                .with())) {
      List<Unmet> unmet =
          judgedByDefault(CHECKS.probe, TlsChecks.of(server.port()), CHECKS.observe(server.port()));

      assertThat(unmet).extracting(Unmet::expression).containsExactly("certificate.daysLeft >= 7");
    }
  }
}
