package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.assertAllClosed;
import static io.vigie.probe.http.Probing.blind;
import static io.vigie.probe.http.Probing.fact;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.get;
import static io.vigie.probe.http.Probing.seen;
import static io.vigie.probe.http.Probing.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.embedded.Ports;
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
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can go wrong on the way to an answer, and whose trouble it is. */
class HttpTroubleTest {

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
        .matches("resolving the name timed out after \\d{2,3}ms");
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
    int port = Ports.free();

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
          .startsWith("connecting to 127.0.0.1:" + full.getLocalPort() + " timed out after ");
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
              "waiting for the answer timed out after \\d{2,3}ms"
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
          .startsWith("reading the body timed out after ")
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
}
