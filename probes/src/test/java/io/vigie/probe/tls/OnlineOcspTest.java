package io.vigie.probe.tls;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.tls.TlsChecks.CLOCK;
import static io.vigie.probe.tls.TlsChecks.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An authority that is asked of one certificate. */
class OnlineOcspTest {

  private static final TlsChecks CHECKS = new TlsChecks();
  private static final Issued ROOT = CHECKS.root;

  private final Instant now = CLOCK.instant();

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  /** Looks at a server for whose certificate an authority answers like this. */
  private static Observation observe(Function<Issued, byte[]> answer) {
    AtomicReference<byte[]> content = new AtomicReference<>();
    try (RawTarget responder = RawTarget.start(answering(content))) {
      Issued issued = ROOT.issue(server().answeredFor(at(responder, "/ocsp")));
      content.set(answer.apply(issued));
      return observe(issued, CHECKS.context(TlsChecks.PATIENT));
    }
  }

  private static Observation observe(Issued issued, TestContext context) {
    try (TlsServer server = TlsServer.start(issued.with())) {
      return context.observe(CHECKS.probe, TlsChecks.online(server.port()));
    }
  }

  private static String at(RawTarget place, String path) {
    return "http://authority.example:" + place.port() + path;
  }

  /** Latin-1 carries each byte as one character. */
  private static Behaviour answering(AtomicReference<byte[]> content) {
    return connection -> {
      connection.readRequest();
      String body = new String(content.get(), StandardCharsets.ISO_8859_1);
      connection.send("HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    };
  }

  @Test
  void saysThatItRevokedTheCertificate() {
    assertThat(failure(observe(issued -> ROOT.ocspResponse(issued, true, now))).code())
        .isEqualTo("tls-revoked");
  }

  @Test
  void saysThatTheCertificateIsGood() {
    assertMet(
        CHECKS.probe,
        observe(issued -> ROOT.ocspResponse(issued, false, now)),
        "verified && revocation == 'good' && !ocspStapled && phases.revocation > duration('0s')");
  }

  @Test
  void isNotBelievedWhereItIsAnImpostorOrSpeaksOfAnother() {
    Issued impostor = Issued.bySelf(Recipe.of(CLOCK, "Test root").asAuthority());
    Issued other = ROOT.issue(server());

    assertMet(
        CHECKS.probe,
        observe(issued -> impostor.ocspResponse(issued, true, now)),
        "verified && revocation == 'unknown'");
    assertMet(
        CHECKS.probe,
        observe(issued -> ROOT.ocspResponse(other, false, now)),
        "revocation == 'unknown'");
    assertMet(
        CHECKS.probe,
        observe(issued -> "garbage".getBytes(StandardCharsets.UTF_8)),
        "revocation == 'unknown'");
  }

  @Test
  void isReplacedByItsListWhereItDoesNotAnswer() {
    AtomicReference<byte[]> list = new AtomicReference<>();
    try (RawTarget mute = RawTarget.start(Behaviour.saying("HTTP/1.1 503 Busy\r\n\r\n"));
        RawTarget lists = RawTarget.start(answering(list))) {
      Issued issued =
          ROOT.issue(server().answeredFor(at(mute, "")).revocable(at(lists, "/list.crl")));
      list.set(ROOT.revocationList(now, issued));

      Observation observation = observe(issued, CHECKS.context(TlsChecks.PATIENT));

      assertThat(failure(observation).code()).isEqualTo("tls-revoked");
      assertThat(mute.connections()).isEqualTo(1);
    }
  }

  @Test
  void isNotAskedWhereThePolicyForbidsItsAddress() {
    try (RawTarget metadata = RawTarget.start(Behaviour.silent())) {
      Issued issued = ROOT.issue(server().answeredFor(at(metadata, "/ocsp")));
      TestContext context =
          CHECKS
              .context(TlsChecks.PATIENT)
              .name("authority.example", Future.failedFuture(new TargetRefused("by policy")));

      assertThat(blind(observe(issued, context)).code()).isEqualTo("target-refused");
      assertThat(metadata.connections()).isZero();
    }
  }
}
