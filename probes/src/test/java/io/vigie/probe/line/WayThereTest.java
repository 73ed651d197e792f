package io.vigie.probe.line;

import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.TestContext;
import io.vigie.probe.database.DatabaseProbe;
import io.vigie.probe.imap.ImapProbe;
import io.vigie.probe.redis.RedisProbe;
import io.vigie.probe.smtp.SmtpProbe;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where a conversation goes: to addresses that the runner has judged, under the name it asked for.
 */
class WayThereTest {

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final String NAME = "db.internal";

  private static Looking looking;

  /** A kind with settings that lack their port. */
  record Case(ProbeKind<?> kind, String settings) {
    Observation look(TestContext context, int port) {
      return look(kind, context, port);
    }

    private <S extends Record> Observation look(ProbeKind<S> of, TestContext context, int port) {
      return context.observe(of, Looking.settings(of, settings.formatted(port)));
    }

    @Override
    public String toString() {
      return kind.name();
    }
  }

  static Stream<Case> cases() {
    String where = "{host: " + NAME + ", port: %d, tls: off";
    return Stream.of(
        new Case(new DatabaseProbe(), where + ", product: postgresql, user: me}"),
        new Case(new DatabaseProbe(), where + ", product: mariadb, user: me}"),
        new Case(new RedisProbe(), where + "}"),
        new Case(new SmtpProbe(), where + "}"),
        new Case(new ImapProbe(), where + "}"));
  }

  @BeforeAll
  static void start() {
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  private static TestContext resolving(Future<List<InetAddress>> addresses) {
    return new TestContext(looking.vertx(), SHORT).name(NAME, addresses);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesNowhereThatTheRunnerRefuses(Case one) {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TestContext context = resolving(Future.failedFuture(new TargetRefused("not allowed")));

      assertThat(blind(one.look(context, target.port())).code()).isEqualTo("target-refused");
      assertThat(target.connections()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsANameThatIsNotThere(Case one) {
    TestContext context = resolving(Future.failedFuture(new UnknownHostException(NAME)));

    assertThat(failure(one.look(context, 1)).code()).isEqualTo("dns-not-found");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void blamesTheResolverThatNeverAnswers(Case one) {
    TestContext context = resolving(io.vertx.core.Promise.<List<InetAddress>>promise().future());

    assertThat(blind(one.look(context, 1)).code()).isEqualTo("resolver");
    assertThat(context.elapsed()).isLessThan(SHORT.plusSeconds(1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsAPortThatIsClosed(Case one) {
    TestContext context =
        resolving(Future.succeededFuture(List.of(InetAddress.ofLiteral("127.0.0.1"))));

    assertThat(failure(one.look(context, 1)).code()).isEqualTo("connection-refused");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsAPortThatAnswersNothing(Case one) {
    try (DeafPort deaf = DeafPort.open()) {
      TestContext context =
          resolving(Future.succeededFuture(List.of(InetAddress.ofLiteral("127.0.0.1"))));

      assertThat(failure(one.look(context, deaf.port())).code()).isEqualTo("connection-timed-out");
    }
  }

  @Test
  void namesTheHostInTheHandshakeAndNotTheAddress() throws Exception {
    TestAuthority authority = TestAuthority.create(InstantSource.system());
    BlockingQueue<List<SNIServerName>> asked = new LinkedBlockingQueue<>();
    Behaviour listening =
        connection -> {
          SSLSocket socket = (SSLSocket) connection.socket();
          asked.add(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
          connection.readUntilClosed();
        };
    try (RawTarget target = RawTarget.start(authority.issue(NAME), listening)) {
      Case secure =
          new Case(new RedisProbe(), "{host: " + NAME + ", port: %d, tls: {verify: false}}");

      secure.look(new TestContext(looking.vertx(), SHORT), target.port());

      assertThat(asked.poll(5, TimeUnit.SECONDS)).asString().contains(NAME);
    }
  }
}
