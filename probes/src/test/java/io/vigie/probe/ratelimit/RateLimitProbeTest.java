package io.vigie.probe.ratelimit;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitProbeTest {

  private static final RateLimitProbe PROBE = new RateLimitProbe();
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final Bucket NEVER_FLOWS = new Bucket(0, Duration.ofSeconds(1), 20);

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

  /** What a test says of a limit; everything else as an author gets it. */
  private record Check(
      String url,
      int requests,
      int concurrency,
      Duration over,
      List<Integer> refusals,
      boolean refusedConnections,
      int least,
      Optional<Integer> most,
      Optional<Duration> recovery) {

    static Check of(String url, int requests) {
      return new Check(
          url,
          requests,
          10,
          Duration.ZERO,
          List.of(429, 503),
          false,
          1,
          Optional.empty(),
          Optional.empty());
    }

    Check oneByOne() {
      return new Check(url, requests, 1, over, refusals, refusedConnections, least, most, recovery);
    }

    Check over(Duration time) {
      return new Check(url, requests, 1, time, refusals, refusedConnections, least, most, recovery);
    }

    Check refusing(Integer... statuses) {
      return new Check(
          url,
          requests,
          concurrency,
          over,
          List.of(statuses),
          refusedConnections,
          least,
          most,
          recovery);
    }

    Check refusingConnections() {
      return new Check(url, requests, 1, over, refusals, true, least, most, recovery);
    }

    Check passing(int from, int to) {
      return new Check(
          url,
          requests,
          concurrency,
          over,
          refusals,
          refusedConnections,
          from,
          Optional.of(to),
          recovery);
    }

    Check recovering(Duration within) {
      return new Check(
          url,
          requests,
          concurrency,
          over,
          refusals,
          refusedConnections,
          least,
          most,
          Optional.of(within));
    }

    RateLimitSettings settings() {
      return new RateLimitSettings(
          url,
          "GET",
          Map.of(),
          Optional.empty(),
          requests,
          concurrency,
          over,
          refusals,
          refusedConnections,
          least,
          most,
          recovery,
          Duration.ofMillis(1500),
          true,
          Optional.empty());
    }

    Observation observe() {
      return new TestContext(vertx, PATIENT).observe(PROBE, settings());
    }
  }

  private static Limiter guarded(String path) {
    return Limiter.guard(target, path, Reply.ok("in"));
  }

  private static Check check(String path, int requests) {
    return Check.of(target.url(path), requests);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aLimitThatHoldsPasses(int status) {
    guarded("/holds" + status)
        .bucket(new Bucket(0, Duration.ofSeconds(1), 20))
        .refusing(Reply.status(status).header("retry-after", "2"));
    Check check = check("/holds" + status, 40).passing(21, 21);

    Observation observation = check.observe();

    assertThat(judgedByDefault(PROBE, check.settings(), observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "sent == 40 && passed == 21 && refused == 19 && failed == 0 && firstRefusalAt > 11",
        "byStatus['200'] == 21 && byStatus['" + status + "'] == 19 && troubles.size() == 0",
        "retryAfter == seconds(2) && duration >= phases.burst && phases.recovery == seconds(0)");
    assertThat(observation.evidence().facts())
        .containsEntry("answers", "200: 21, " + status + ": 19");
  }

  /** Fifteen of a burst of twenty: the trap of the usual advice. */
  @Test
  void whatIsBelowTheBurstNeverTripsIt() {
    guarded("/burst").bucket(new Bucket(10, Duration.ofSeconds(1), 20));

    assertThat(failure(check("/burst", 15).oneByOne().observe()))
        .extracting(Failure::code, Failure::phase, Failure::summary)
        .containsExactly(
            "no-refusal",
            "burst",
            "must refuse some of 15 requests: 15 passed, 0 were refused (200: 15)");
    guarded("/burst").bucket(new Bucket(10, Duration.ofSeconds(1), 20));
    assertThat(failure(check("/burst", 100).passing(1, 20).observe()).code())
        .isEqualTo("refused-too-late");
  }

  @Test
  void aRefusalThatIsNotDeclaredIsNone() {
    guarded("/forbidden").first(5).refusing(Reply.status(403));

    assertThat(failure(check("/forbidden", 10).observe()).code()).isEqualTo("no-refusal");
    assertMet(
        PROBE,
        check("/forbidden-too", 10).refusing(404).oneByOne().passing(0, 0).observe(),
        "refused == 10 && passed == 0 && firstRefusalAt == 1");
  }

  @Test
  void refusesTooEarly() {
    guarded("/early").first(3);

    assertThat(failure(check("/early", 10).oneByOne().passing(5, 9).observe()))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "refused-too-early",
            "must let 5 pass before it refuses: 3 passed, 7 were refused, the first of them was"
                + " number 4 (200: 3, 503: 7)");
    assertThat(failure(check("/early", 10).observe()).code()).isEqualTo("refused-too-early");
  }

  @Test
  void oneAfterTheOtherThePlaceOfTheFirstRefusalCounts() {
    guarded("/second").rule((number, _) -> number != 2);

    assertThat(failure(check("/second", 10).oneByOne().passing(3, 9).observe()).code())
        .isEqualTo("refused-too-early");
    guarded("/second").rule((number, _) -> number != 2);
    assertMet(PROBE, check("/second", 10).passing(3, 9).observe(), "passed == 9");
  }

  @Test
  void badLoginsOfNobodyAreSentAsAnAuthorWritesThem() {
    guarded("/login").first(3).refusing(Reply.status(429));
    RateLimitSettings login =
        new RateLimitSettings(
            target.url("/login"),
            "POST",
            Map.of("content-type", "application/json"),
            Optional.of("{\"user\":\"vigie-nobody\",\"password\":\"${secret:WRONG}\"}"),
            5,
            1,
            Duration.ofMillis(200),
            List.of(429),
            false,
            3,
            Optional.of(3),
            Optional.empty(),
            PATIENT,
            true,
            Optional.empty());

    Observation observation =
        new TestContext(vertx, PATIENT).secret("WRONG", "wr0ng-s3cret").observe(PROBE, login);

    assertMet(PROBE, observation, "firstRefusalAt == 4 && phases.burst >= millis(150)");
    assertThat(observation.toString()).doesNotContain("wr0ng-s3cret");
    Received sent =
        target.requests().stream().filter(r -> r.path().equals("/login")).findFirst().orElseThrow();
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.headers()).containsEntry("content-type", "application/json");
    assertThat(sent.body()).isEqualTo("{\"user\":\"vigie-nobody\",\"password\":\"wr0ng-s3cret\"}");
  }

  @Test
  void whoIsLetInAgainMayHaveBegunTheNextRoundSoTheTargetRestsForAsLongOnceMore() {
    guarded("/rests").rule((number, _) -> number <= 3 || number > 6);
    Duration recovery = Duration.ofMillis(400);

    Duration rest = rest(check("/rests", 6).oneByOne().recovering(recovery));

    assertThat(rest).isBetween(Duration.ofMillis(100), Duration.ofSeconds(3));
  }

  @Test
  void aTargetThatWasNotSeenToRecoverRestsForAsLongAsItMayTake() {
    guarded("/late").first(5);
    Duration recovery = Duration.ofMinutes(2);

    assertThat(rest(check("/late", 8).oneByOne().passing(1, 2).recovering(recovery)))
        .as("refused too late, so nobody waited for the recovery")
        .isEqualTo(recovery);
    assertThat(rest(check("/nobody-refused", 8).oneByOne().recovering(recovery))).isZero();
    Check down = Check.of("http://localhost:" + DeafPort.refusing(), 8);
    assertThat(rest(down.recovering(recovery))).as("a target that is down").isZero();
  }

  @Test
  void whereNoRecoveryIsDeclaredTheTargetSaysItselfHowLongItRestsWithinReason() {
    guarded("/says").first(3).refusing(Reply.status(429).header("retry-after", "7"));
    guarded("/wants").first(3).refusing(Reply.status(429).header("retry-after", "86400"));
    guarded("/silent").first(3);

    assertThat(rest(check("/says", 6))).isEqualTo(Duration.ofSeconds(7));
    assertThat(rest(check("/wants", 6))).isZero();
    assertThat(rest(check("/silent", 6))).isZero();
  }

  private static Duration rest(Check check) {
    TestContext context = new TestContext(vertx, PATIENT);
    var _ = context.observe(PROBE, check.settings());
    return context.rest();
  }

  @Test
  void requestsAreSpreadEvenly() {
    guarded("/paced").bucket(new Bucket(10, Duration.ofSeconds(1), 1));

    assertThat(failure(check("/paced", 5).over(Duration.ofSeconds(1)).observe()).code())
        .isEqualTo("no-refusal");
    assertMet(PROBE, check("/paced", 5).observe(), "refused >= 2");
  }

  @Test
  void aConnectionThatIsRefusedCanBeARefusal() {
    try (ConnectionGate gate = ConnectionGate.refusingAfter(3)) {
      String url = "http://localhost:" + gate.port() + "/";

      assertMet(
          PROBE,
          Check.of(url, 8).refusingConnections().observe(),
          "passed == 3 && refused == 5 && failed == 0 && firstRefusalAt == 4",
          "byStatus['401'] == 3 && troubles.exists(t, t.startsWith('connection-'))");
    }
  }

  /** As nginx does with {@code return 444}. */
  @Test
  void aConnectionThatIsClosedWithoutAnAnswerCanBeARefusal() {
    try (RawTarget gate = ConnectionGate.after(2, Behaviour.saying(""))) {
      String url = "http://localhost:" + gate.port() + "/";

      assertMet(
          PROBE,
          Check.of(url, 4).refusingConnections().observe(),
          "passed == 2 && refused == 2 && troubles['connection-closed'] == 2");
    }
  }

  @Test
  void aConnectionThatIsLeftUnansweredCanBeARefusal() {
    try (RawTarget gate = ConnectionGate.after(2, Behaviour.silent())) {
      String url = "http://localhost:" + gate.port() + "/";

      assertMet(
          PROBE,
          Check.of(url, 4).refusingConnections().observe(),
          "passed == 2 && refused == 2 && troubles['no-answer'] == 2");
    }
  }

  @Test
  void aConnectionThatIsRefusedIsAFailureOtherwise() {
    try (ConnectionGate gate = ConnectionGate.refusingAfter(3)) {
      Check check = Check.of("http://localhost:" + gate.port() + "/", 8).oneByOne();

      assertThat(failure(check.observe()).code()).isEqualTo("no-refusal");
    }
  }

  @Test
  void anApplicationThatBreaksHasNotRefused() {
    guarded("/breaks").first(4).refusing(Reply.status(429));
    AtomicInteger asked = new AtomicInteger();
    target.answer(
        "/breaks-too", _ -> Reply.status(List.of(200, 500, 429).get(asked.getAndIncrement() % 3)));
    Check check = check("/breaks-too", 9);

    assertThat(judgedByDefault(PROBE, check.settings(), check.observe()))
        .extracting(Unmet::expression)
        .containsExactly("failed == 0");
  }

  @Test
  void recovers() {
    guarded("/recovers").bucket(new Bucket(2, Duration.ofSeconds(1), 2));

    assertMet(
        PROBE,
        check("/recovers", 10).recovering(Duration.ofSeconds(2)).observe(),
        "recoveredAfter >= millis(400) && recoveredAfter < seconds(2)",
        "phases.recovery >= recoveredAfter - millis(5)");
  }

  @Test
  void doesNotRecover() {
    guarded("/stays").bucket(NEVER_FLOWS);

    Observation observation = check("/stays", 30).recovering(Duration.ofMillis(400)).observe();

    assertThat(failure(observation))
        .extracting(Failure::code, Failure::phase, Failure::summary)
        .containsExactly(
            "not-recovered",
            "recovery",
            "a request must pass again within 400ms, was refused still");
  }

  @Test
  void aTargetThatIsNotThereIsNoLimiter() {
    Check check = Check.of("http://localhost:1/", 5).refusingConnections();

    assertThat(failure(check.observe()).code()).isEqualTo("connection-refused");
  }

  @Test
  void aTargetThatSaysNothingEndsAtTheDeadline() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      RateLimitSettings settings =
          Check.of("http://localhost:" + silent.port() + "/", 40).settings();

      Failure failure =
          failure(new TestContext(vertx, Duration.ofMillis(400)).observe(PROBE, settings));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.summary()).endsWith("0 of 40 requests had ended");
    }
  }

  @Test
  void theRunnerHasTheLastWord() {
    TestContext modest =
        new TestContext(vertx, PATIENT)
            .equip(LoadLimits.class, new LoadLimits(20, 5, Duration.ofSeconds(1)));
    int before = target.connections();

    assertThat(blind(modest.observe(PROBE, check("/none", 21).oneByOne().settings())))
        .extracting(Observation.Blind::code, Observation.Blind::summary)
        .containsExactly(
            "load-limit",
            "requests: must be at most 20 on this runner (vigie.runner.load.max-requests), was 21");
    assertThat(blind(modest.observe(PROBE, check("/none", 20).settings())).summary())
        .startsWith("concurrency: must be at most 5 on this runner");
    assertThat(target.connections()).isEqualTo(before);
  }
}
