package io.vigie.probe.sink;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.TestContext;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkProbeTest {

  private static final SinkProbe PROBE = new SinkProbe();
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws InterruptedException, ExecutionException {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static ScriptedSinks sinks() {
    return new ScriptedSinks(vertx);
  }

  private static Observation look(ScriptedSinks sinks, String settings) {
    return look(sinks, settings, TIMEOUT);
  }

  private static Observation look(ScriptedSinks sinks, String settings, Duration timeout) {
    TestContext context = new TestContext(vertx, timeout).equip(Sinks.class, sinks);
    Observation observation = context.observe(PROBE, Looking.settings(PROBE, settings));
    assertThat(context.concealed()).contains(ScriptedSinks.TOKEN);
    return observation;
  }

  @Test
  void oneRequestIsEnough() {
    ScriptedSinks sinks = sinks().then(sink -> sink.arrives(20, "{\"a\": [1]}").passesOver());

    assertMet(
        PROBE,
        look(sinks, "{name: hook, quiet: 60ms}"),
        "count == 1 && others == 1 && requests[0].json.a[0] == 1 && requests[0].method == 'POST'",
        "firstAfter == millis(20) && gaps == [] && growing && tlsRefused == 0",
        "nonce == '' && trigger.status == 0 && duration < seconds(2) && phases.arrival >"
            + " millis(60)");
    assertThat(sinks.closed()).isEqualTo(1);
  }

  @Test
  void whatIsNoJsonSaysSoWhereItIsAskedFor() {
    ScriptedSinks sinks = sinks().then(sink -> sink.arrives(1, "a=b"));

    assertMet(
        PROBE,
        look(sinks, "{name: hook, quiet: 0s}"),
        "requests[0].body == 'a=b' && !has(requests[0].json)");
  }

  @Test
  void retriesMayBeAskedForWithGapsThatGrow() {
    ScriptedSinks sinks = sinks().then(sink -> sink.arrives(10, 40, 110));

    assertMet(
        PROBE,
        look(sinks, "{name: hook, answers: [503, 503, 200], gaps: growing, quiet: 30ms}"),
        "count == 3 && gaps == [millis(30), millis(70)] && growing",
        "requests[0].status == 503 && requests[2].status == 200 && requests[2].gap == millis(70)");
    assertThat(sinks.orders().getFirst().answers()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | name: hook, within: 100ms | nothing-arrived",
        "10 40 | name: hook, quiet: 200ms | arrived-twice",
        "10 20 30 40 | name: hook, answers: [503, 503, 200], quiet: 200ms | arrived-too-often",
        "10 | name: hook, times: 0, within: 200ms | arrived-unasked",
        "10 | name: hook, answers: [503, 200], within: 150ms | no-retry",
        "10 | name: hook, times: 2, within: 150ms | too-few",
        "10 | name: hook, atLeast: 2, within: 150ms | too-few",
        "10 90 110 | name: hook, answers: [503, 503, 200], gaps: growing, quiet: 10ms | wrong-gaps",
        "10 | name: hook, tls: self-signed, within: 150ms | unverified-tls",
        " | name: hook, tls: self-signed, within: 100ms | nothing-arrived",
      })
  void namesWhatIsWrong(String arrivals, String settings, String code) {
    ScriptedSinks sinks = sinks();
    if (arrivals != null) {
      sinks.then(
          sink -> List.of(arrivals.split(" ")).forEach(at -> sink.arrives(Long.parseLong(at))));
    }

    assertThat(failure(look(sinks, "{" + settings + "}")))
        .returns(code, f -> f.code())
        .returns("arrival", f -> f.phase());
    assertThat(sinks.closed()).isEqualTo(1);
  }

  @Test
  void aClientThatRefusesTheCertificateIsRight() {
    ScriptedSinks sinks = sinks().then(sink -> sink.refuses(10).refuses(20));

    assertMet(
        PROBE,
        look(sinks, "{name: hook, tls: self-signed, quiet: 50ms}"),
        "tlsRefused == 2 && count == 0");
    assertThat(sinks.orders().getFirst().door()).isEqualTo(Door.SELF_SIGNED);
  }

  @Test
  void aClientThatVerifiesOnlyTheFirstTimeIsFoundOut() {
    ScriptedSinks sinks = sinks().then(sink -> sink.refuses(10).arrives(50));

    assertThat(failure(look(sinks, "{name: hook, tls: self-signed, quiet: 200ms}")).code())
        .isEqualTo("unverified-tls");
  }

  @Test
  void asManyAsComeMayBeAskedFor() {
    ScriptedSinks sinks = sinks().then(sink -> sink.arrives(10, 20, 30, 40));

    assertMet(
        PROBE, look(sinks, "{name: hook, answers: 503, atLeast: 2, quiet: 60ms}"), "count == 4");
  }

  @Test
  void decidesBeforeItsDeadlineHoweverLongItMayWait() {
    Observation observation = look(sinks(), "{name: hook, within: 1h}", Duration.ofMillis(2600));

    assertThat(failure(observation).code()).isEqualTo("nothing-arrived");
  }

  @Test
  void judgesWhatCameLately() {
    List<SinkRequest> two =
        List.of(
            ScriptedSinks.request(Duration.ofMinutes(3), "{}", 200),
            ScriptedSinks.request(Duration.ofMinutes(8), "{}", 200));

    assertMet(
        PROBE,
        look(sinks().recently(Duration.ofHours(1), two), "{name: hook, last: 10m}"),
        "count == 2 && gaps == [minutes(5)]");
    assertMet(
        PROBE,
        look(sinks().recently(Duration.ofMinutes(9), two), "{name: hook, last: 10m}"),
        "count == 2");
    assertThat(
            failure(
                    look(
                        sinks().recently(Duration.ofHours(1), two),
                        "{name: hook, last: 10m, times: 1}"))
                .code())
        .isEqualTo("arrived-twice");
    assertThat(
            failure(
                    look(
                        sinks().recently(Duration.ofHours(1), List.of()),
                        "{name: hook, last: 10m}"))
                .summary())
        .isEqualTo("nothing arrived at the sink hook in the last 10m");
  }

  @Test
  void isBlindWhereItHasNotWatchedForLongEnough() {
    ScriptedSinks sinks = sinks().recently(Duration.ofMinutes(1), List.of());

    assertThat(blind(look(sinks, "{name: hook, last: 10m}")))
        .returns("not-watched-long-enough", b -> b.code())
        .returns(
            "the sink hook has listened for 1m, must have for 10m before it is known that nothing"
                + " came",
            b -> b.summary());
  }

  @Test
  void isBlindWhereItsTurnDoesNotCome() {
    Observation observation = look(sinks().busy(), "{name: hook}", Duration.ofMillis(600));

    assertThat(blind(observation).code()).isEqualTo("sink-busy");
  }

  @Test
  void isBlindWhereTheRunnerHostsNoSinksAndSaysWhatToSet() {
    TestContext bare = new TestContext(vertx, TIMEOUT);

    assertThat(blind(bare.observe(PROBE, Looking.settings(PROBE, "hook"))))
        .returns("not-equipped", b -> b.code())
        .returns(
            "this runner hosts no sinks: vigie.runner.sink.port must be set, is not",
            b -> b.summary());
    assertThat(blind(look(sinks().without(), "{name: hook, tls: self-signed}")).summary())
        .contains("vigie.runner.sink.self-signed-port must be set");
  }

  @Test
  void aTriggerTellsTheApplicationWhereToSendAndWhat() {
    try (HttpTarget application = HttpTarget.start()) {
      application.answer("/order", Reply.status(202).body("{\"id\":7}"));
      ScriptedSinks sinks = sinks().then(sink -> sink.arrives(20));
      String settings =
          "{name: hook, quiet: 10ms, trigger: {url: '%s', headers: {X-N: '{{nonce}}'}, body: '{{sink}} {{nonce}}'}}"
              .formatted(application.url("/order?n={{nonce}}"));

      Observation observation = look(sinks, settings);

      assertMet(
          PROBE,
          observation,
          "trigger.status == 202 && json(trigger.body).id == 7 &&"
              + " nonce.matches('^vigie-[0-9a-f]{24}$')",
          "phases.trigger > duration('0s')");
      String nonce = (String) seen(observation).facts().get("nonce");
      assertThat(sinks.orders().getFirst().nonce()).contains(nonce);
      assertThat(application.requests().getFirst())
          .returns("POST", r -> r.method())
          .returns(
              "http://sink.example/sink/hook/" + ScriptedSinks.TOKEN + " " + nonce, r -> r.body())
          .satisfies(r -> assertThat(r.headers().toString()).contains(nonce));
    }
  }

  @Test
  void namesATriggerThatDoesNotWork() {
    try (HttpTarget application = HttpTarget.start()) {
      application.answer("/broken", Reply.status(500));

      assertThat(
              failure(look(sinks(), "{name: hook, trigger: '" + application.url("/broken") + "'}")))
          .returns("trigger-failed", f -> f.code())
          .returns("trigger", f -> f.phase())
          .returns(
              "the trigger must be answered with less than 400, was with 500", f -> f.summary());
      assertThat(failure(look(sinks(), "{name: hook, trigger: 'http://localhost:1/'}")).code())
          .isEqualTo("trigger-failed");
    }
  }

  @Test
  void isBlindWhereTheTriggerMayNotBeReached() {
    ScriptedSinks sinks = sinks();
    TestContext context =
        new TestContext(vertx, TIMEOUT)
            .equip(Sinks.class, sinks)
            .name("meta", Future.failedFuture(new ProbeContext.TargetRefused("refused: meta")));

    Observation observation =
        context.observe(PROBE, Looking.settings(PROBE, "{name: hook, trigger: 'http://meta/'}"));

    assertThat(blind(observation).code()).isEqualTo("target-refused");
    assertThat(sinks.closed()).isEqualTo(1);
  }

  @Test
  void theContentOfWhatArrivesIsNoEvidence() {
    ScriptedSinks sinks = sinks().then(sink -> sink.arrives(5, "one-time code 4711"));

    Observation observation = look(sinks, "{name: hook, quiet: 10ms}");

    assertThat(seen(observation).evidence().toString())
        .doesNotContain("4711")
        .contains("answered=200");
  }
}
