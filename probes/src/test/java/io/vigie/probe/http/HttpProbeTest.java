package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.assertAllClosed;
import static io.vigie.probe.http.Probing.blind;
import static io.vigie.probe.http.Probing.eventually;
import static io.vigie.probe.http.Probing.fact;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.get;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.reading;
import static io.vigie.probe.http.Probing.seen;
import static io.vigie.probe.http.Probing.sending;
import static io.vigie.probe.http.Probing.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

  private static Vertx vertx;
  private static HttpTarget target;
  private static Probing probing;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    target = HttpTarget.start();
    probing = new Probing(vertx, new HttpProbe());
  }

  @AfterAll
  static void stop() throws Exception {
    target.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  // What an answer shows.

  @Test
  void seesAnAnswer() {
    target.answer(
        "/health",
        Reply.json("{\"state\": \"up\", \"uptime\": 12}")
            .header("x-a", "1")
            .header("x-a", "2")
            .header("set-cookie", "sid=s3cret; Secure; HttpOnly; SameSite=Lax; Path=/"));

    Observation.Seen seen = probing.seen(get(target.url("/health")));

    assertThat(
            judged(
                seen,
                "status == 200",
                "protocol == 'http/1.1'",
                "contentType == 'application/json'",
                "json.state == 'up' && json.uptime > 10",
                "headers['x-a'] == '1, 2' && headerCounts['x-a'] == 2",
                "body.contains('uptime') && bodyBytes == 29 && !truncated",
                "finalUrl.endsWith('/health') && redirectCount == 0",
                "remoteAddress == '127.0.0.1:" + target.port() + "'",
                "cookies.all(c, c.secure && c.httpOnly && c.sameSite == 'lax' && c.path == '/')",
                "cookies[0].name == 'sid'",
                "duration > millis(0) && duration < seconds(10)",
                "phases.connect > millis(0) && phases.processing > millis(0)",
                "phases.tls == millis(0) && !tls.present && !certificate.present",
                "!hsts.present && hsts.maxAge == days(0) && !csp.present && xFrameOptions == ''"))
        .isEmpty();
  }

  @Test
  void everyWordHasAFact() {
    Observation.Seen seen = probing.seen(get(target.url("/")));

    assertThat(seen.facts().keySet()).isEqualTo(HttpVocabulary.WORDS.words().keySet());
  }

  @Test
  void readsTheSecurityHeaders() {
    target.answer(
        "/secure",
        Reply.ok("")
            .header("strict-transport-security", "max-age=31536000; includeSubDomains; preload")
            .header("content-security-policy", "default-src 'self'; script-src 'none'")
            .header("referrer-policy", "No-Referrer")
            .header("x-content-type-options", "nosniff")
            .header("x-frame-options", "DENY"));

    Observation.Seen seen = probing.seen(get(target.url("/secure")));

    assertThat(
            judged(
                seen,
                "hsts.maxAge >= days(365)",
                "hsts.includeSubDomains && hsts.preload",
                "csp.directives['script-src'] == [\"'none'\"]",
                "referrerPolicy == 'no-referrer'",
                "xContentTypeOptions == 'nosniff' && xFrameOptions == 'deny'"))
        .isEmpty();
  }

  @Test
  void saysWhatWasFoundInsteadOfWhatWasExpected() {
    target.answer("/down", Reply.status(503).body("no"));

    Observation.Seen seen = probing.seen(get(target.url("/down")));

    assertThat(judged(seen, "status == 200", "hsts.maxAge >= days(365)", "json.state == 'up'"))
        .containsExactly(
            new Unmet("status == 200", "status was 503"),
            new Unmet("hsts.maxAge >= days(365)", "hsts.maxAge was 0s"),
            new Unmet("json.state == 'up'", "json: the body is not JSON: line 1, column 1"));
  }

  @Test
  void givesEvidence() {
    target.answer("/evidence", Reply.ok("hello").header("set-cookie", "sid=s3cret; Secure"));

    Evidence evidence = probing.seen(get(target.url("/evidence"))).evidence();

    assertThat(evidence.excerpt()).contains("hello");
    assertThat(evidence.facts())
        .containsEntry("status", "200")
        .containsEntry("headers.set-cookie", "sid=…; Secure");
    assertThat(evidence.numbers()).containsEntry("status", 200.0);
    assertThat(evidence.phases())
        .extracting(Evidence.Phase::name)
        .containsExactly("resolve", "connect", "processing", "transfer");
    assertThat(evidence.toString()).doesNotContain("s3cret");
  }

  // What is sent.

  @Test
  void sendsMethodHeadersAndBodyWithTheirSecretsRevealed() {
    target.answer("/send", Reply.ok("thanks"));
    HttpSettings settings =
        sending(
            target.url("/send") + "?token=${secret:TOKEN}",
            "POST",
            Map.of("Authorization", "Bearer ${secret:TOKEN}", "Content-Type", "text/plain"),
            "token ${secret:TOKEN}");

    Observation seen = probing.observe(settings, probing.context().secret("TOKEN", "hunter2"));

    Received received = last("/send");
    assertThat(received.method()).isEqualTo("POST");
    assertThat(received.uri()).isEqualTo("/send?token=hunter2");
    assertThat(received.body()).isEqualTo("token hunter2");
    assertThat(received.headers())
        .containsEntry("authorization", "Bearer hunter2")
        .containsEntry("content-type", "text/plain")
        .containsEntry("host", "localhost:" + target.port())
        .containsEntry("user-agent", "vigie")
        .containsEntry("connection", "close");
    assertThat(seen(seen).facts().toString() + seen.evidence()).doesNotContain("hunter2");
    assertThat(fact(seen(seen), "finalUrl")).asString().endsWith("?token=${secret:TOKEN}");
  }

  @Test
  void isBlindWithoutItsSecret() {
    Observation observation =
        probing.observe(sending(target.url("/"), "GET", Map.of("x", "${secret:NOPE}"), null));

    assertThat(blind(observation).code()).isEqualTo("secret-missing");
  }

  @Test
  void aDefectIsOurOwnTroubleAndTellsNoSecret() {
    TestContext broken = probing.context().name("odd", null).secret("K", "hunter2");

    Observation.Blind blind = blind(probing.observe(get("http://odd/?k=${secret:K}"), broken));

    assertThat(blind.code()).isEqualTo("defect");
    assertThat(blind.summary())
        .isEqualTo("the http probe has a defect: java.lang.NullPointerException");
  }

  @Test
  void isBlindWhenASecretWouldBreakTheRequest() {
    HttpSettings settings = sending(target.url("/"), "GET", Map.of("x", "${secret:S}"), null);

    Observation observation =
        probing.observe(settings, probing.context().secret("S", "a\r\nx-injected: 1"));

    assertThat(blind(observation).code()).isEqualTo("secret-malformed");
    assertThat(blind(observation).summary()).doesNotContain("injected");
  }

  @Test
  void opensAConnectionOfItsOwnForEachRunAndClosesIt() {
    try (HttpTarget own = HttpTarget.start()) {
      own.answer("/", Reply.ok("hi"));

      probing.seen(get(own.url("/")));
      probing.seen(get(own.url("/")));

      assertThat(own.connections()).isEqualTo(2);
      eventually("open connections: must be none", () -> own.openConnections() == 0);
    }
  }

  @Test
  void speaksHttp2WithoutTlsWhereToldTo() {
    target.answer("/h2", Reply.ok("two"));

    Observation.Seen seen = probing.seen(with(target.url("/h2"), Protocol.H2));

    assertThat(judged(seen, "protocol == 'h2'", "status == 200", "body == 'two'")).isEmpty();
    assertThat(last("/h2").protocol()).isEqualTo("h2");
  }

  @Test
  void readsNoBodyOfAHead() {
    target.answer("/head", Reply.ok(""));

    Observation.Seen seen = probing.seen(sending(target.url("/head"), "HEAD", Map.of(), null));

    assertThat(judged(seen, "status == 200", "bodyBytes == 0")).isEmpty();
  }

  // Bodies.

  @Test
  void readsNoMoreOfABodyThanIsWanted() {
    try (RawTarget endless = RawTarget.start(Behaviour.endlessBody())) {
      Observation.Seen seen = probing.seen(reading(endless.url("/"), 100_000));

      assertThat(judged(seen, "truncated", "bodyBytes == 100000", "status == 200")).isEmpty();
      assertThat(seen.evidence().truncated()).isTrue();
      assertAllClosed(endless);
    }
  }

  @Test
  void aBodyMayEndWithTheConnection() {
    try (RawTarget old = RawTarget.start(Behaviour.saying("HTTP/1.0 200 OK\r\n\r\nhello"))) {
      assertThat(
              judged(probing.seen(get(old.url("/"))), "protocol == 'http/1.0' && body == 'hello'"))
          .isEmpty();
    }
  }

  @Test
  void interimAnswersAreNotTheAnswer() {
    String hints = "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
    String last = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    try (RawTarget early = RawTarget.start(Behaviour.saying(hints + last))) {
      assertThat(judged(probing.seen(get(early.url("/"))), "status == 200 && body == 'ok'"))
          .isEmpty();
    }
  }

  @Test
  void inflatesABodyThatNobodyAskedToCompress() {
    try (RawTarget gzip = RawTarget.start(Behaviour.gzipBomb(32 * 1024))) {
      assertThat(judged(probing.seen(get(gzip.url("/"))), "bodyBytes == 32768")).isEmpty();
    }
  }

  @Test
  void refusesABodyThatInflatesToTooMuch() {
    try (RawTarget bomb = RawTarget.start(Behaviour.gzipBomb(64 << 20))) {
      Failure failure = probing.failure(get(bomb.url("/")));

      assertThat(failure.code()).isEqualTo("decompression-limit");
      assertThat(failure.summary()).startsWith("a body of ").contains("at most 1048576 bytes");
    }
  }

  @Test
  void refusesABodyThatIsNotWhatItsEncodingSays() {
    String answer = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello";
    assertThat(codeOf(Behaviour.saying(answer))).isEqualTo("protocol-error");
  }

  private static Received last(String path) {
    return target.requests().stream()
        .filter(received -> received.path().equals(path))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static String codeOf(Behaviour behaviour) {
    try (RawTarget raw = RawTarget.start(behaviour)) {
      String code = probing.failure(get(raw.url("/"))).code();
      assertAllClosed(raw);
      return code;
    }
  }
}
