package io.vigie.probe.load;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.burst.LoadLimits;
import io.vigie.testkit.gate.Bucket;
import io.vigie.testkit.gate.ConnectionGate;
import io.vigie.testkit.gate.Limiter;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadProbeTest {

  private static final LoadProbe PROBE = new LoadProbe();
  private static final Duration PATIENT = Duration.ofSeconds(10);

  private static Vertx vertx;
  private static HttpTarget target;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    target = HttpTarget.start();
  }

  @AfterAll
  static void stop() throws Exception {
    target.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static LoadSettings load(String url, int requests, int concurrency) {
    return new LoadSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        requests,
        concurrency,
        List.of(429, 503),
        Duration.ofMillis(700),
        true,
        Optional.empty());
  }

  private static TestContext patient() {
    return new TestContext(vertx, PATIENT);
  }

  private static Observation observe(String path, int requests, int concurrency) {
    return patient().observe(PROBE, load(target.url(path), requests, concurrency));
  }

  @Test
  void measuresAGoodTarget() {
    target.answer("/good", Reply.ok("x".repeat(100_000)).after(Duration.ofMillis(20)));

    Observation observation = observe("/good", 100, 10);

    assertThat(judgedByDefault(PROBE, load(target.url("/good"), 100, 10), observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "sent == 100 && succeeded == 100 && failed == 0 && refused == 0 && byStatus['200'] == 100",
        "fastest >= millis(19) && fastest <= p50 && p50 <= p95 && p95 <= p99 && p99 <= slowest",
        "throughput > 10.0 && throughput <= 500.0 && phases.load >= millis(200)");
    assertThat(observation.evidence().numbers()).containsKeys("throughput", "p95Seconds");
    assertThat(observation.evidence().toString()).doesNotContain("xxx");
  }

  @Test
  void keepsToItsConcurrency() {
    AtomicInteger most = new AtomicInteger();
    target.answer(
        "/at-once",
        _ -> {
          most.accumulateAndGet(target.openConnections(), Math::max);
          return Reply.ok("").after(Duration.ofMillis(30));
        });

    observe("/at-once", 30, 3);

    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void whatALimiterRefusedIsNoFailureAndNotMeasured() {
    Limiter.guard(target, "/limited", Reply.ok("").after(Duration.ofMillis(40)))
        .bucket(new Bucket(0, Duration.ofSeconds(1), 20));

    Observation observation = observe("/limited", 100, 10);

    assertMet(PROBE, observation, "succeeded == 21 && refused == 79 && failed == 0");
    assertMet(PROBE, observation, "fastest >= millis(39) && byStatus['503'] == 79");
  }

  @Test
  void someFailuresAreForTheExpectations() {
    AtomicInteger asked = new AtomicInteger();
    target.answer("/some", _ -> Reply.status(asked.incrementAndGet() % 10 == 0 ? 500 : 200));

    assertThat(judgedByDefault(PROBE, load("http://x/", 1, 1), observe("/some", 50, 5)))
        .extracting(Unmet::expression, Unmet::found)
        .containsExactly(tuple("failed == 0", "failed was 5"));
  }

  @Test
  void aConnectionThatBreaksIsAFailure() {
    try (RawTarget breaking = ConnectionGate.after(0, alternating())) {
      String url = "http://localhost:" + breaking.port() + "/";

      assertMet(
          PROBE,
          patient().observe(PROBE, load(url, 20, 1)),
          "succeeded == 10 && failed == 10 && troubles.size() == 1");
    }
  }

  private static Behaviour alternating() {
    AtomicInteger seen = new AtomicInteger();
    return connection -> {
      Behaviour next =
          seen.getAndIncrement() % 2 == 0
              ? Behaviour.saying("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
              : Behaviour.resetting();
      next.serve(connection);
    };
  }

  @Test
  void anAnswerThatDoesNotComeIsAFailureOfItsOwn() {
    AtomicInteger asked = new AtomicInteger();
    target.answer(
        "/slow",
        _ -> Reply.ok("").after(Duration.ofSeconds(asked.getAndIncrement() == 0 ? 30 : 0)));

    assertMet(PROBE, observe("/slow", 5, 5), "succeeded == 4 && troubles['no-answer'] == 1");
  }

  @Test
  void ofRefusalsAloneThereIsNothingToMeasure() {
    Limiter.guard(target, "/none", Reply.ok("")).first(0).refusing(Reply.status(429));

    assertThat(failure(observe("/none", 10, 5)))
        .extracting(Failure::code, Failure::phase, Failure::summary)
        .containsExactly(
            "all-refused",
            "load",
            "some requests must succeed, the limiter refused all 10 (429: 10)");
  }

  @Test
  void aRedirectIsNoSuccess() {
    target.answer("/elsewhere", Reply.redirect("/login"));

    assertThat(failure(observe("/elsewhere", 10, 5)))
        .extracting(Failure::code, Failure::summary)
        .containsExactly("all-failed", "some requests must succeed, of 10 none did (302: 10)");
  }

  @Test
  void aTargetThatIsNotThere() {
    assertThat(failure(patient().observe(PROBE, load("http://localhost:1/", 10, 2))).code())
        .isEqualTo("connection-refused");
  }

  @Test
  void aTargetThatSaysNothingEndsAtTheDeadline() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      TestContext context = new TestContext(vertx, Duration.ofMillis(400));

      Failure failure =
          failure(context.observe(PROBE, load("http://localhost:" + silent.port() + "/", 99, 9)));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.summary()).endsWith("0 of 99 requests had ended");
      assertThat(context.elapsed()).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void theRunnerBoundsTheTime() {
    target.answer("/long", Reply.ok("").after(Duration.ofMillis(100)));
    TestContext modest =
        patient().equip(LoadLimits.class, new LoadLimits(1000, 50, Duration.ofMillis(350)));

    Observation.Blind blind = blind(modest.observe(PROBE, load(target.url("/long"), 100, 2)));

    assertThat(blind.code()).isEqualTo("load-limit");
    assertThat(blind.summary())
        .matches(
            "sending must end within 350ms on this runner \\(vigie.runner.load.max-duration\\), "
                + "\\d of 100 requests had ended");
  }

  @Test
  void withoutWordFromTheRunnerAThousandIsTheMost() {
    assertThat(blind(observe("/good", 1001, 10)).summary())
        .startsWith("requests: must be at most 1000 on this runner");
    assertThat(blind(observe("/good", 100, 51)).summary())
        .startsWith("concurrency: must be at most 50 on this runner");
  }
}
