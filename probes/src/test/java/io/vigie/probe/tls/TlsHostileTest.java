package io.vigie.probe.tls;

import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.tls.TlsChecks.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.Issued;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Servers that are none, and that mean harm. */
class TlsHostileTest {

  private static final Duration SHORT = Duration.ofMillis(600);

  /** For those that end by themselves, however busy the machine is. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private static final TlsChecks CHECKS = new TlsChecks();

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  private static Failure failed(Behaviour behaviour) {
    return failed(behaviour, SHORT);
  }

  private static Failure failed(Behaviour behaviour, Duration limit) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      TestContext context = CHECKS.context(limit);
      Observation observation = context.observe(CHECKS.probe, TlsChecks.of(target.port()));
      assertThat(context.elapsed()).isLessThan(limit.plusSeconds(1));
      return failure(observation);
    }
  }

  @Test
  void stalling() {
    Failure failure = failed(Behaviour.silent());

    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(failure.phase()).isEqualTo("tls");
    assertThat(failure.summary())
        .matches(
            "TLS handshake timed out after \\d+ms \\(connected to 127\\.0\\.0\\.1:\\d+ in"
                + " \\d+ms\\)");
  }

  @Test
  void speakingInClear() {
    Failure failure =
        failed(
            connection -> {
              connection.send("220 mail.example.com ESMTP\r\n");
              connection.readUntilClosed();
            },
            LONG);

    assertThat(failure.code()).isEqualTo("tls-handshake");
    assertThat(failure.summary()).isEqualTo("the server does not speak TLS");
  }

  @Test
  void closing() {
    assertThat(failed(connection -> {}, LONG).code()).isIn("tls-handshake", "connection-reset");
  }

  @Test
  void resetting() {
    assertThat(
            failed(
                    connection -> {
                      connection.socket().getInputStream().read();
                      connection.socket().setSoLinger(true, 0);
                    },
                    LONG)
                .code())
        .isIn("tls-handshake", "connection-reset");
  }

  @Test
  void closingItsHalf() {
    assertThat(
            failed(
                    connection -> {
                      connection.socket().shutdownOutput();
                      connection.readUntilClosed();
                    },
                    LONG)
                .code())
        .isEqualTo("tls-handshake");
  }

  @Test
  void lyingAboutTheLengthOfARecord() {
    assertThat(
            failed(
                    connection -> {
                      connection.send("\u0016\u0003\u0003\u00ff\u00ff" + "x".repeat(100));
                      connection.readUntilClosed();
                    })
                .code())
        .isIn("tls-handshake", "timeout");
  }

  @Test
  void dripping() {
    assertThat(
            failed(
                    connection -> {
                      connection.send("\u0016\u0003\u0003@\u0000");
                      while (connection.pause(Duration.ofMillis(10))) {
                        connection.send("\u0002");
                      }
                    })
                .code())
        .isIn("timeout", "tls-handshake");
  }

  @Test
  void goneOrDeaf() {
    assertThat(CHECKS.failed(DeafPort.refusing()).code()).isEqualTo("connection-refused");
    try (DeafPort deaf = DeafPort.open()) {
      assertThat(
              failure(CHECKS.context(SHORT).observe(CHECKS.probe, TlsChecks.of(deaf.port())))
                  .code())
          .isEqualTo("connection-timed-out");
    }
  }

  @Test
  void withoutAName() {
    TestContext context =
        CHECKS
            .context(SHORT)
            .name("absent.example", Future.failedFuture(new UnknownHostException("absent")));

    assertThat(failure(context.observe(CHECKS.probe, TlsSettings.of("absent.example"))).code())
        .isEqualTo("dns-not-found");
  }

  @Test
  void whereThePolicyForbidsIt() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TestContext context =
          CHECKS
              .context(SHORT)
              .name("inner.example", Future.failedFuture(new TargetRefused("refused by policy")));

      assertThat(
              blind(context.observe(CHECKS.probe, TlsSettings.of("inner.example:" + target.port())))
                  .code())
          .isEqualTo("target-refused");
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void leadingToAListThatThePolicyForbids() {
    try (RawTarget metadata = RawTarget.start(Behaviour.silent())) {
      Issued issued =
          CHECKS.root.issue(
              server().revocable("http://inner.example:" + metadata.port() + "/list"));
      TestContext context =
          CHECKS
              .context(TlsChecks.PATIENT)
              .name("inner.example", Future.failedFuture(new TargetRefused("refused by policy")));
      try (TlsServer server = TlsServer.start(issued.with())) {
        assertThat(blind(context.observe(CHECKS.probe, TlsChecks.online(server.port()))).code())
            .isEqualTo("target-refused");
        assertThat(metadata.connections()).isZero();
      }
    }
  }
}
