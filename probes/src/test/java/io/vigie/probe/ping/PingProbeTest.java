package io.vigie.probe.ping;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.RawTarget;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingProbeTest {

  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final PingProbe PERMITTED = new PingProbe(true);
  private static final PingProbe NOT_PERMITTED = new PingProbe(false);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static PingSettings overTcp(int port) {
    return new PingSettings("localhost", PingMethod.TCP, port, 3);
  }

  private static Observation observe(PingProbe probe, PingSettings settings, Duration timeout) {
    return new TestContext(vertx, timeout).observe(probe, settings);
  }

  @Test
  void anAcceptedConnectionIsAnAnswer() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      Observation observation = observe(PERMITTED, overTcp(target.port()), PATIENT);

      assertThat(judgedByDefault(PERMITTED, overTcp(target.port()), observation)).isEmpty();
      assertMet(
          PERMITTED,
          observation,
          "method == 'tcp' && sent == 3 && received == 3 && lossPercent == 0",
          "fastest > millis(0) && fastest <= average && average <= slowest",
          "remoteIp == '127.0.0.1' && phases.echo > millis(0) && duration < seconds(5)");
      assertThat(target.awaitConnections(3)).isEqualTo(3);
    }
  }

  @Test
  void aRefusedConnectionIsAnAnswer() {
    assertMet(
        PERMITTED,
        observe(PERMITTED, overTcp(DeafPort.refusing()), PATIENT),
        "method == 'tcp' && received == 3");
  }

  @Test
  void silenceIsNone() {
    try (DeafPort deaf = DeafPort.open()) {
      TestContext context = new TestContext(vertx, Duration.ofSeconds(7));

      Failure failure = failure(context.observe(PERMITTED, overTcp(deaf.port())));

      assertThat(failure.code()).isEqualTo("no-answer");
      assertThat(failure.phase()).isEqualTo("echo");
      assertThat(failure.summary())
          .isEqualTo("127.0.0.1 did not answer 3 tries to connect to port " + deaf.port());
      assertThat(context.elapsed()).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void takesTcpWhereIcmpIsNotPermitted() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      PingSettings any = new PingSettings("localhost", PingMethod.ANY, target.port(), 1);

      assertMet(NOT_PERMITTED, observe(NOT_PERMITTED, any, PATIENT), "method == 'tcp'");
      assertThat(target.awaitConnections(1)).isEqualTo(1);
    }
  }

  @Test
  void isBlindWhereItMustBeIcmpAndMayNot() {
    PingSettings icmp = new PingSettings("localhost", PingMethod.ICMP, 443, 1);

    assertThat(blind(observe(NOT_PERMITTED, icmp, PATIENT)).code()).isEqualTo("icmp-not-permitted");
  }

  @Test
  void sendsEchoRequestsWhereItMay() {
    assumeThat(Icmp.isPermitted()).as("raw sockets").isTrue();
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      PingSettings any = new PingSettings("localhost", PingMethod.ANY, target.port(), 2);

      assertMet(
          PERMITTED,
          observe(PERMITTED, any, PATIENT),
          "method == 'icmp' && received == 2 && slowest < seconds(2)");
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void readsWhatTheKernelPermits(@TempDir Path folder) throws IOException {
    Path status = folder.resolve("status");

    assertThat(Icmp.isPermitted(Files.writeString(status, "CapEff:\t0000000000002000\n"))).isTrue();
    assertThat(Icmp.isPermitted(Files.writeString(status, "CapEff:\t00000000a80425fb\n"))).isTrue();
    assertThat(Icmp.isPermitted(Files.writeString(status, "CapEff:\t0000000000000000\n")))
        .isFalse();
    assertThat(Icmp.isPermitted(Files.writeString(status, "CapEff:\tgarbage\n"))).isFalse();
    assertThat(Icmp.isPermitted(folder.resolve("absent"))).isFalse();
  }

  @Test
  void triesNobodyWhomThePolicyRefuses() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TestContext context =
          new TestContext(vertx, PATIENT)
              .name("inner.example", Future.failedFuture(new TargetRefused("refused by policy")))
              .name("absent.example", Future.failedFuture(new UnknownHostException("absent")));
      PingSettings inner = new PingSettings("inner.example", PingMethod.TCP, target.port(), 1);

      assertThat(blind(context.observe(PERMITTED, inner)).code()).isEqualTo("target-refused");
      assertThat(failure(context.observe(PERMITTED, PingSettings.of("absent.example"))).code())
          .isEqualTo("dns-not-found");
      assertThat(target.connections()).isZero();
    }
  }
}
