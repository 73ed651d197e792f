package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.assertAllClosed;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.get;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.reading;
import static io.vigie.probe.http.Probing.unverified;
import static io.vigie.probe.http.Probing.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything about TLS, with BoringSSL and with the JDK. */
class HttpTlsTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  static Stream<SslProvider> providers() {
    return OpenSsl.isAvailable()
        ? Stream.of(SslProvider.OPENSSL, SslProvider.JDK)
        : Stream.of(SslProvider.JDK);
  }

  private static Probing probing(SslProvider provider) {
    return new Probing(vertx, new HttpProbe(new TlsContexts(AUTHORITY.trustStore(), provider)));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void seesTheCertificateAndSpeaksHttp2(SslProvider provider) {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("localhost", "127.0.0.1"))) {
      target.answer("/", Reply.ok("secret place"));

      Observation.Seen seen = probing(provider).seen(get(target.url("/")));

      assertThat(
              judged(
                  seen,
                  "status == 200 && body == 'secret place' && protocol == 'h2'",
                  "tls.present && tls.verified && tls.version == 'TLSv1.3' && tls.cipher != ''",
                  "certificate.present && certificate.daysLeft == 30",
                  "certificate.subject == 'CN=localhost'",
                  "certificate.issuer == 'CN=Vigie test authority'",
                  "certificate.sans == ['localhost', '127.0.0.1']",
                  "certificate.chainLength == 2",
                  "certificate.notAfter > certificate.notBefore",
                  "phases.tls > millis(0)"))
          .isEmpty();
      assertThat(seen.evidence().numbers()).containsKey("certificate.earliestExpiry");
      assertThat(seen.evidence().phases())
          .extracting(Evidence.Phase::name)
          .containsExactly("resolve", "connect", "tls", "processing", "transfer");
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void offersOnlyWhatIsAskedFor(SslProvider provider) {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("localhost"));
        HttpTarget old = HttpTarget.startWithoutHttp2(AUTHORITY.issue("localhost"))) {
      Probing probing = probing(provider);

      assertThat(judged(probing.seen(with(target.url("/"), Protocol.H2)), "protocol == 'h2'"))
          .isEmpty();
      assertThat(
              judged(
                  probing.seen(with(target.url("/"), Protocol.HTTP_1_1)), "protocol == 'http/1.1'"))
          .isEmpty();
      assertThat(judged(probing.seen(get(old.url("/"))), "protocol == 'http/1.1'")).isEmpty();
      assertThat(probing.failure(with(old.url("/"), Protocol.H2)))
          .extracting(Failure::code, Failure::summary)
          .containsExactly(
              "protocol-not-offered", "the server must speak h2, but does not offer it");
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesACertificateThatExpired(SslProvider provider) {
    Observation observation = distrusted(provider, AUTHORITY.issueExpired("localhost"));

    assertThat(failure(observation).code()).isEqualTo("tls-expired");
    assertThat(failure(observation).summary()).startsWith("certificate expired on 20");
    assertThat(observation.evidence().facts())
        .containsEntry("certificate.subject", "CN=localhost")
        .containsEntry("certificate.daysLeft", "-10");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesACertificateThatIsNotYetValid(SslProvider provider) {
    assertThat(failure(distrusted(provider, AUTHORITY.issueNotYetValid("localhost"))).code())
        .isEqualTo("tls-not-yet-valid");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesACertificateForAnotherHost(SslProvider provider) {
    assertThat(failure(distrusted(provider, AUTHORITY.issue("example.com", "example.org"))))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "tls-wrong-host",
            "certificate is made for example.com, example.org, not for this host");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesACertificateSignedByItself(SslProvider provider) {
    TlsIdentity identity = TestAuthority.selfSigned(InstantSource.system(), "localhost");

    assertThat(failure(distrusted(provider, identity)).code()).isEqualTo("tls-self-signed");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void refusesACertificateOfAnUnknownAuthority(SslProvider provider) {
    TlsIdentity identity = TestAuthority.create(InstantSource.system()).issue("localhost");

    assertThat(failure(distrusted(provider, identity)))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "tls-untrusted",
            "certificate is signed by nobody this runner trusts; issuer: CN=Vigie test authority");
  }

  @ParameterizedTest
  @MethodSource("providers")
  void acceptsAnyCertificateWhereToldTo(SslProvider provider) {
    for (TlsIdentity identity :
        List.of(AUTHORITY.issueExpired("localhost"), AUTHORITY.issue("example.com"))) {
      try (HttpTarget target = HttpTarget.start(identity)) {
        Observation.Seen seen = probing(provider).seen(unverified(target.url("/")));

        assertThat(judged(seen, "!tls.verified", "certificate.present")).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void resumesNoSession(SslProvider provider) {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("localhost"))) {
      Probing probing = probing(provider);

      for (int i = 0; i < 3; i++) {
        assertThat(judged(probing.seen(get(target.url("/"))), "certificate.chainLength == 2"))
            .isEmpty();
      }
      assertThat(target.connections()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aHandshakeThatStallsTimesOut(SslProvider provider) {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      Probing probing = probing(provider);

      Failure failure =
          failure(
              probing.observe(
                  get("https://localhost:" + silent.port() + "/"),
                  probing.context(Duration.ofMillis(500))));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.phase()).isEqualTo("tls");
      assertThat(failure.summary())
          .matches(
              "TLS handshake timed out after \\d{2,3}ms"
                  + " \\(connected to 127\\.0\\.0\\.1:\\d+ in \\d+ms\\)");
      assertAllClosed(silent);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void saysThatAServerDoesNotSpeakTls(SslProvider provider) {
    try (HttpTarget plain = HttpTarget.start()) {
      Failure failure = probing(provider).failure(get("https://localhost:" + plain.port() + "/"));

      assertThat(failure.code()).isEqualTo("tls-handshake");
      assertThat(failure.phase()).isEqualTo("tls");
      assertThat(failure.summary()).isEqualTo("the server does not speak TLS");
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void saysThatAServerClosedDuringTheHandshake(SslProvider provider) {
    try (RawTarget closing = RawTarget.start(connection -> {})) {
      Failure failure = probing(provider).failure(get("https://localhost:" + closing.port() + "/"));

      assertThat(failure.code()).isIn("tls-handshake", "connection-reset");
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aDripOverTlsEndsAtTheDeadline(SslProvider provider) {
    try (RawTarget dripping =
        RawTarget.start(
            AUTHORITY.issue("localhost"), Behaviour.drippingBody(Duration.ofMillis(20)))) {
      Probing probing = probing(provider);

      Failure failure =
          failure(probing.observe(get(dripping.url("/")), probing.context(Duration.ofMillis(800))));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.phase()).isEqualTo("transfer");
      assertAllClosed(dripping);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void acceptsACertificateForAnAddress(SslProvider provider) {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("127.0.0.1"))) {
      String url = "https://127.0.0.1:" + target.port() + "/";

      assertThat(judged(probing(provider).seen(get(url)), "tls.verified && status == 404"))
          .isEmpty();
    }
  }

  @Test
  void readsALargeBodyOverHttp2() {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("localhost"))) {
      target.answer("/", Reply.ok("x".repeat(900_000)));
      Probing probing = probing(SslProvider.OPENSSL);

      assertThat(
              judged(
                  probing.seen(reading(target.url("/"), 1 << 20)),
                  "protocol == 'h2' && bodyBytes == 900000 && !truncated"))
          .isEmpty();
      assertThat(
              judged(
                  probing.seen(reading(target.url("/"), 100_000)),
                  "protocol == 'h2' && bodyBytes == 100000 && truncated"))
          .isEmpty();
    }
  }

  @Test
  void aServerThatKeepsToTheHeaderLimitOverHttp2GivesUp() {
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("localhost"))) {
      Reply reply = Reply.ok("");
      for (int i = 0; i < 20; i++) {
        reply = reply.header("x-filler-" + i, "y".repeat(5_000));
      }
      target.answer("/", reply);

      assertThat(probing(SslProvider.OPENSSL).failure(get(target.url("/"))).code())
          .isIn("header-limit", "truncated-response");
    }
  }

  @Test
  void usesOpenSslWhereItLoads() {
    assertThat(OpenSsl.isAvailable()).as("%s", OpenSsl.unavailabilityCause()).isTrue();
  }

  private static Observation distrusted(SslProvider provider, TlsIdentity identity) {
    try (HttpTarget target = HttpTarget.start(identity)) {
      Observation observation = probing(provider).observe(get(target.url("/")));

      assertThat(failure(observation).phase()).isEqualTo("tls");
      assertThat(target.requests()).isEmpty();
      return observation;
    }
  }
}
