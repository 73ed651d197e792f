package io.vigie.probe.tcp;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.RawTarget;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TcpProbeTest {

  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(600);

  private static final TcpProbe PROBE = new TcpProbe();
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static Observation observe(TcpSettings settings, Duration timeout) {
    return new TestContext(vertx, timeout).observe(PROBE, settings);
  }

  private static TcpSettings open(int port) {
    return TcpSettings.of("localhost:" + port);
  }

  private static TcpSettings closed(int... ports) {
    List<String> addresses =
        java.util.stream.IntStream.of(ports).mapToObj(port -> "localhost:" + port).toList();
    return new TcpSettings(new OneOrMore<>(addresses), true, List.of());
  }

  private static TcpSettings dialogue(int port, TcpStep... steps) {
    return new TcpSettings(new OneOrMore<>(List.of("localhost:" + port)), false, List.of(steps));
  }

  private static TcpStep expect(String text) {
    return new TcpStep(Optional.of(text), Optional.empty());
  }

  private static TcpStep send(String text) {
    return new TcpStep(Optional.empty(), Optional.of(text));
  }

  @Test
  void seesAnOpenPort() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      Observation observation = observe(open(target.port()), PATIENT);

      assertThat(judgedByDefault(PROBE, open(target.port()), observation)).isEmpty();
      assertMet(
          PROBE,
          observation,
          "state == 'open' && open == ['localhost:" + target.port() + "']",
          "refused == [] && filtered == [] && banner == '' && lines == []",
          "remoteIp == '127.0.0.1' && remoteAddress == '127.0.0.1:" + target.port() + "'",
          "phases.connect > millis(0) && duration < seconds(5) && age(now) == seconds(0)");
      assertThat(observation.evidence().facts()).containsEntry("state", "open");
      assertThat(observation.evidence().numbers()).containsEntry("open", 1.0);
    }
  }

  @Test
  void failsWhereAPortRefuses() {
    assertThat(failure(observe(open(DeafPort.refusing()), PATIENT)))
        .extracting(Failure::code, Failure::phase)
        .containsExactly("connection-refused", "connect");
  }

  @Test
  void failsWhereAPortIsFiltered() {
    try (DeafPort deaf = DeafPort.open()) {
      assertThat(failure(observe(open(deaf.port()), SHORT)))
          .extracting(Failure::code, Failure::phase)
          .containsExactly("connection-timed-out", "connect");
    }
  }

  @Test
  void failsWhereOneOfSeveralRefuses() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TcpSettings both =
          new TcpSettings(
              new OneOrMore<>(
                  List.of("localhost:" + target.port(), "localhost:" + DeafPort.refusing())),
              false,
              List.of());

      assertThat(failure(observe(both, PATIENT)).code()).isEqualTo("connection-refused");
    }
  }

  @Test
  void failsWhereANameDoesNotExist() {
    TestContext context =
        new TestContext(vertx, PATIENT)
            .name("absent.example", Future.failedFuture(new UnknownHostException("absent")));

    assertThat(failure(context.observe(PROBE, TcpSettings.of("absent.example:80"))))
        .extracting(Failure::code, Failure::phase)
        .containsExactly("dns-not-found", "resolve");
  }

  @Test
  void tellsRefusedFromFilteredWherePortsMustBeClosed() {
    try (DeafPort deaf = DeafPort.open()) {
      int refusing = DeafPort.refusing();

      Observation observation = observe(closed(refusing, deaf.port()), SHORT);

      assertThat(judgedByDefault(PROBE, closed(refusing, deaf.port()), observation)).isEmpty();
      assertMet(
          PROBE,
          observation,
          "state == 'filtered'",
          "refused == ['localhost:" + refusing + "']",
          "filtered == ['localhost:" + deaf.port() + "']");
      assertMet(PROBE, observe(closed(refusing), PATIENT), "state == 'refused' && open == []");
    }
  }

  @Test
  void anOpenPortIsFoundAmongThoseThatMustBeClosed() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TcpSettings settings = closed(DeafPort.refusing(), target.port());

      List<Unmet> unmet = judgedByDefault(PROBE, settings, observe(settings, PATIENT));

      assertThat(unmet)
          .extracting(Unmet::expression, Unmet::found)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple("state != \"open\"", "state was \"open\""));
    }
  }

  @Test
  void triesEveryAddressOfANameThatMustBeClosed() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TestContext context =
          new TestContext(vertx, PATIENT)
              .name(
                  "two.example",
                  Future.succeededFuture(
                      List.of(
                          InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1"))));
      TcpSettings settings =
          new TcpSettings(
              new OneOrMore<>(List.of("two.example:" + target.port())), true, List.of());

      assertMet(PROBE, context.observe(PROBE, settings), "state == 'open'");
    }
  }

  @Test
  void connectsNowhereWhenThePolicyRefuses() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      TestContext context =
          new TestContext(vertx, PATIENT)
              .name("inner.example", Future.failedFuture(new TargetRefused("refused by policy")));
      TcpSettings settings =
          new TcpSettings(
              new OneOrMore<>(List.of("inner.example:" + target.port())), true, List.of());

      assertThat(blind(context.observe(PROBE, settings)).code()).isEqualTo("target-refused");
      assertThat(target.connections()).isZero();
    }
  }

  @Test
  void holdsADialogue() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              connection.send("220-welcome\r\n220 mail.example.com ESMTP\r\n");
              heard.add(line(connection));
              connection.send("250-mail\r\n250 STARTTLS\r\n");
              connection.readUntilClosed();
            })) {
      TestContext context = new TestContext(vertx, PATIENT).secret("NAME", "vigie.example");

      Observation observation =
          context.observe(
              PROBE,
              dialogue(
                  target.port(), expect("220 "), send("EHLO ${secret:NAME}"), expect("STARTTLS")));

      assertMet(
          PROBE,
          observation,
          "banner.contains('ESMTP')",
          "lines == ['220-welcome', '220 mail.example.com ESMTP', '250-mail', '250 STARTTLS']",
          "phases.dialogue > millis(0)");
      assertThat(observation.evidence().excerpt())
          .hasValueSatisfying(t -> assertThat(t).startsWith("220-"));
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("EHLO vigie.example");
    }
  }

  private static String line(Behaviour.Connection connection) throws java.io.IOException {
    return new BufferedReader(
            new InputStreamReader(connection.socket().getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  @Test
  void saysWhatAServerSaidInstead() {
    try (RawTarget target =
        RawTarget.start(connection -> connection.send("421 too\u001b[31m busy\r\n"))) {
      Failure failure = failure(observe(dialogue(target.port(), expect("220 ")), PATIENT));

      assertThat(failure.code()).isEqualTo("banner-mismatch");
      assertThat(failure.phase()).isEqualTo("dialogue");
      assertThat(failure.summary())
          .isEqualTo(
              "connection closed by the server, waited for \"220 \", was told \"421 too [31m"
                  + " busy\"");
    }
  }

  @Test
  void tellsAResetFromAClose() {
    try (RawTarget closing = RawTarget.start(connection -> {});
        RawTarget resetting =
            RawTarget.start(connection -> connection.socket().setSoLinger(true, 0))) {
      assertThat(failure(observe(dialogue(closing.port(), expect("220")), PATIENT)).code())
          .isEqualTo("connection-closed");
      assertThat(failure(observe(dialogue(resetting.port(), expect("220")), PATIENT)).code())
          .isEqualTo("connection-reset");
    }
  }

  @Test
  void aServerThatClosesItsHalfIsDone() {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              connection.send("220");
              connection.socket().shutdownOutput();
              connection.readUntilClosed();
            })) {
      assertThat(failure(observe(dialogue(target.port(), expect("220 ")), PATIENT)).code())
          .isEqualTo("banner-mismatch");
    }
  }

  @Test
  void aTarpitEndsAtTheDeadline() {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              while (connection.pause(Duration.ofMillis(20))) {
                connection.send("220-x\r\n");
              }
            })) {
      TestContext context = new TestContext(vertx, SHORT);

      Failure failure = failure(context.observe(PROBE, dialogue(target.port(), expect("220 "))));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.summary())
          .matches("the dialogue timed out after \\d+ms \\(connected to 127\\.0\\.0\\.1:.*")
          .contains("waited for \"220 \", was told \"");
      assertThat(context.elapsed()).isLessThan(SHORT.plusSeconds(1));
    }
  }

  @Test
  void readsOnlySoMuchGarbage() {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              while (connection.closing().getCount() > 0) {
                connection.send("\u0000\u00ff".repeat(4096));
              }
            })) {
      Observation observation = observe(dialogue(target.port(), expect("220 ")), PATIENT);

      assertThat(failure(observation).code()).isEqualTo("banner-limit");
      assertThat(observation.evidence().excerpt().orElseThrow()).hasSize(4096);
      assertThat(observation.evidence().truncated()).isTrue();
    }
  }

  @Test
  void needsItsSecrets() {
    try (RawTarget target = RawTarget.start(Behaviour.silent())) {
      assertThat(
              blind(
                      observe(
                          dialogue(target.port(), expect("220 "), send("${secret:NONE}")), PATIENT))
                  .code())
          .isEqualTo("secret-missing");
      assertThat(target.connections()).isZero();
    }
  }
}
