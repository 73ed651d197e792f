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

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.TestContext;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

  private static final Duration SHORT = Duration.ofMillis(500);

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

  // Names and connections.

  @Test
  void aNameThatDoesNotExistIsTheTargetsFailure() {
    TestContext context =
        probing.context().name("gone", Future.failedFuture(new UnknownHostException("gone")));

    Failure failure = failure(probing.observe(get("http://gone/"), context));

    assertThat(failure.code()).isEqualTo("dns-not-found");
    assertThat(failure.phase()).isEqualTo("resolve");
    assertThat(failure.summary()).isEqualTo("the name gone does not exist");
  }

  @Test
  void aResolverThatDoesNotAnswerIsOurOwnTrouble() {
    TestContext failing =
        probing.context().name("a", Future.failedFuture(new IOException("SERVFAIL")));
    TestContext silent =
        probing.context(SHORT).name("a", Promise.<List<InetAddress>>promise().future());

    assertThat(blind(probing.observe(get("http://a/"), failing)))
        .extracting(Observation.Blind::code, Observation.Blind::summary)
        .containsExactly("resolver", "resolving a failed: SERVFAIL");
    assertThat(blind(probing.observe(get("http://a/"), silent)).summary())
        .isEqualTo("resolving the name timed out after 500ms");
  }

  @Test
  void aTargetThatIsRefusedIsOurOwnTrouble() {
    TestContext context =
        probing
            .context()
            .name("meta", Future.failedFuture(new ProbeContext.TargetRefused("meta: refused")));

    assertThat(blind(probing.observe(get("http://meta/"), context)))
        .extracting(Observation.Blind::code, Observation.Blind::summary)
        .containsExactly("target-refused", "meta: refused");
  }

  @Test
  void saysWhoRefusedTheConnection() {
    int port = freePort();

    Failure failure = probing.failure(get("http://localhost:" + port + "/"));

    assertThat(failure.code()).isEqualTo("connection-refused");
    assertThat(failure.phase()).isEqualTo("connect");
    assertThat(failure.summary()).isEqualTo("connection refused by 127.0.0.1:" + port);
  }

  @Test
  void triesEachAddressInItsOrder() {
    target.answer("/", Reply.ok("here"));
    TestContext context =
        probing
            .context()
            .name(
                "two",
                Future.succeededFuture(
                    List.of(
                        InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1"))));
    int port = target.port();

    Observation.Seen seen = seen(probing.observe(get("http://two:" + port + "/"), context));

    assertThat(fact(seen, "remoteAddress")).isEqualTo("127.0.0.1:" + port);
    assertThat(last("/").headers()).containsEntry("host", "two:" + port);
  }

  @Test
  void connectingEndsAtTheDeadline() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      // A listener that accepts nothing: its queue is filled, then the kernel drops what comes.
      List<SocketChannel> filling = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
        filling.add(channel);
      }
      TestContext context = probing.context(SHORT);

      Failure failure =
          failure(probing.observe(get("http://localhost:" + full.getLocalPort() + "/"), context));

      assertThat(failure.code()).isEqualTo("connection-timed-out");
      assertThat(failure.phase()).isEqualTo("connect");
      assertThat(failure.summary())
          .isEqualTo("connecting to 127.0.0.1:" + full.getLocalPort() + " timed out after 500ms");
      for (SocketChannel channel : filling) {
        channel.close();
      }
    }
  }

  // Deadlines.

  @Test
  void aTargetThatSaysNothingTimesOutInItsPhase() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      Failure failure = timedOut(silent);

      assertThat(failure.phase()).isEqualTo("processing");
      assertThat(failure.summary())
          .matches(
              "waiting for the answer timed out after 500ms"
                  + " \\(connected to 127\\.0\\.0\\.1:\\d+ in \\d+ms\\)");
    }
  }

  @Test
  void headersThatDripTimeOut() {
    String answer = "HTTP/1.1 200 OK\r\nx-long: " + "y".repeat(10_000) + "\r\n\r\n";
    try (RawTarget dripping = RawTarget.start(Behaviour.dripping(answer, Duration.ofMillis(20)))) {
      assertThat(timedOut(dripping).phase()).isEqualTo("processing");
    }
  }

  @Test
  void aBodyThatDripsTimesOut() {
    try (RawTarget dripping = RawTarget.start(Behaviour.drippingBody(Duration.ofMillis(20)))) {
      Failure failure = timedOut(dripping);

      assertThat(failure.phase()).isEqualTo("transfer");
      assertThat(failure.summary())
          .startsWith("reading the body timed out after 500ms")
          .containsPattern("status 200, \\d+ bytes of the body so far");
    }
  }

  private static Failure timedOut(RawTarget target) {
    TestContext context = probing.context(SHORT);
    Failure failure = failure(probing.observe(get(target.url("/")), context));

    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(context.elapsed()).isBetween(SHORT, SHORT.plusSeconds(1));
    assertAllClosed(target);
    return failure;
  }

  // Targets that break the rules.

  @Test
  void headersHaveALimit() {
    assertThat(codeOf(Behaviour.endlessHeaders())).isEqualTo("header-limit");
  }

  @Test
  void interimAnswersHaveALimit() {
    assertThat(codeOf(Behaviour.endlessContinue())).isEqualTo("protocol-error");
  }

  @Test
  void whatIsNotHttpIsAProtocolError() {
    assertThat(codeOf(Behaviour.garbage())).isEqualTo("protocol-error");
  }

  @Test
  void aBodyThatEndsTooEarlyIsTruncated() {
    try (RawTarget closing = RawTarget.start(Behaviour.closingMidBody())) {
      Failure failure = probing.failure(get(closing.url("/")));

      assertThat(failure.code()).isEqualTo("truncated-response");
      assertThat(failure.phase()).isEqualTo("transfer");
      assertThat(failure.summary())
          .isEqualTo(
              "connection closed in the middle of the body,"
                  + " status 200, 9 bytes of the body so far");
    }
  }

  @Test
  void aConnectionThatIsClosedWithoutAnAnswerIsToldFromAnAnswerThatIsCut() {
    try (RawTarget closing = RawTarget.start(Behaviour.saying(""))) {
      Failure failure = probing.failure(get(closing.url("/")));

      assertThat(failure.code()).isEqualTo("connection-closed");
      assertThat(failure.summary()).isEqualTo("connection closed before an answer");
    }
  }

  @Test
  void aResetIsToldFromAClose() {
    assertThat(codeOf(Behaviour.resettingMidBody())).isEqualTo("connection-reset");
    assertThat(codeOf(Behaviour.resetting())).isEqualTo("connection-reset");
  }

  @Test
  void aServerWithoutHttp2FailsWhereItIsRequired() {
    try (RawTarget old = RawTarget.start(Behaviour.saying("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      Set<String> codes = Set.of("protocol-error", "connection-closed", "connection-reset");

      assertThat(probing.failure(with(old.url("/"), Protocol.H2)).code()).isIn(codes);
    }
  }

  private static String codeOf(Behaviour behaviour) {
    try (RawTarget raw = RawTarget.start(behaviour)) {
      String code = probing.failure(get(raw.url("/"))).code();
      assertAllClosed(raw);
      return code;
    }
  }

  private static Received last(String path) {
    return target.requests().stream()
        .filter(received -> received.path().equals(path))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
