package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.check.Effect;
import io.vigie.contract.job.Cause;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.probe.Observation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a probe does to its target decides beside what it may run. */
class EffectTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  /** The probes under way, each until the test lets it end. */
  private final BlockingQueue<Promise<Observation>> under = new LinkedBlockingQueue<>();

  private final FakeKind kind =
      new FakeKind(
          (_, _) -> {
            Promise<Observation> seen = Promise.promise();
            under.add(seen);
            return seen.future();
          });

  @Test
  void whatMayLockOutWaitsForEveryOtherProbeOfTheSameTarget() throws Exception {
    try (RunnerFixture fixture = RunnerFixture.of(kind).setting("text", "app.example")) {
      CompletionStage<Result> ordinary = fixture.item("CH-1").begin();
      Promise<Observation> first = nextUnderWay();
      CompletionStage<Result> locking = fixture.item("CH-2").effect(Effect.MAY_LOCK_OUT).begin();
      assertNothingBegins();

      end(first);
      end(nextUnderWay());

      assertPassed(ordinary);
      assertPassed(locking);
    }
  }

  @Test
  void noProbeOfTheSameTargetBeginsBesideWhatMayLockOut() throws Exception {
    try (RunnerFixture fixture = RunnerFixture.of(kind).setting("text", "app.example")) {
      CompletionStage<Result> locking = fixture.item("CH-1").effect(Effect.MAY_LOCK_OUT).begin();
      Promise<Observation> first = nextUnderWay();
      CompletionStage<Result> ordinary = fixture.item("CH-2").effect(Effect.READ_ONLY).begin();
      CompletionStage<Result> second = fixture.item("CH-3").effect(Effect.MAY_LOCK_OUT).begin();
      assertNothingBegins();
      CompletionStage<Result> elsewhere =
          fixture.item("CH-4").setting("text", "other.example").begin();
      end(nextUnderWay());
      assertPassed(elsewhere);

      end(first);
      end(nextUnderWay());
      end(nextUnderWay());

      assertPassed(locking);
      assertPassed(ordinary);
      assertPassed(second);
    }
  }

  @Test
  void aTargetThatMayStillBeShutIsLeftAloneAfterTheResultIsOut() throws Exception {
    FakeKind shutting =
        new FakeKind(
            (settings, context) -> {
              boolean mayShut = settings.text().equals("app.example");
              context.leaveAlone(mayShut ? Duration.ofMillis(600) : Duration.ZERO);
              return Future.succeededFuture(FakeKind.seen(42, Evidence.NONE));
            });
    try (RunnerFixture fixture = RunnerFixture.of(shutting).setting("text", "app.example")) {
      long start = System.nanoTime();
      assertPassed(fixture.item("CH-1").effect(Effect.MAY_LOCK_OUT).begin());
      assertThat(fixture.runner.held()).isZero();
      assertThat(fixture.runner.running()).isZero();
      CompletionStage<Result> next = fixture.item("CH-2").effect(Effect.READ_ONLY).begin();
      assertPassed(fixture.item("CH-3").setting("text", "other.example").begin());

      assertPassed(next);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(600));
    }
  }

  @Test
  void aRunnerThatStopsPublishesWhatLeavesItsTargetAlone() throws Exception {
    FakeKind shutting =
        new FakeKind(
            (_, context) -> {
              context.leaveAlone(Duration.ofMinutes(1));
              Promise<Observation> seen = Promise.promise();
              under.add(seen);
              return seen.future();
            });
    try (RunnerFixture fixture = RunnerFixture.of(shutting).setting("text", "app.example")) {
      CompletionStage<Result> run = fixture.effect(Effect.MAY_LOCK_OUT).begin();
      Promise<Observation> last = nextUnderWay();
      fixture.runner.close();

      end(last);

      assertPassed(run);
      assertThat(fixture.runner.running()).isZero();
    }
  }

  @Test
  void missesWhoseTurnDoesNotComeAndSaysWhy() throws Exception {
    try (RunnerFixture fixture =
        RunnerFixture.of(kind).setting("text", "app.example").patience(SHORT)) {
      CompletionStage<Result> ordinary = fixture.item("CH-1").begin();
      Promise<Observation> first = nextUnderWay();

      Result locking =
          RunnerFixture.ended(fixture.item("CH-2").effect(Effect.MAY_LOCK_OUT).begin());
      assertThat(locking.outcome())
          .isEqualTo(
              new Missed(
                  "missed: it may lock out, so it runs beside no other probe of app.example, and"
                      + " there was always one, must start within 300ms"));

      // Who has given up keeps nobody waiting.
      CompletionStage<Result> next = fixture.item("CH-3").effect(Effect.READ_ONLY).begin();
      end(nextUnderWay());
      assertPassed(next);
      end(first);
      assertPassed(ordinary);
    }
  }

  @Test
  void anOrdinaryProbeThatWaitedForOneThatMayLockOutSaysSo() throws Exception {
    try (RunnerFixture fixture =
        RunnerFixture.of(kind).setting("text", "app.example").patience(SHORT)) {
      CompletionStage<Result> locking = fixture.item("CH-1").effect(Effect.MAY_LOCK_OUT).begin();
      Promise<Observation> first = nextUnderWay();

      Result missed = RunnerFixture.ended(fixture.item("CH-2").effect(Effect.READ_ONLY).begin());

      assertThat(missed.outcome().summary())
          .startsWith("missed: a probe of app.example that may lock out was under way");
      end(first);
      assertPassed(locking);
    }
  }

  @Test
  void isBlindWhereItCannotTellTheTargetThatMayBeLockedOut() {
    try (RunnerFixture fixture = RunnerFixture.of(kind).effect(Effect.MAY_LOCK_OUT)) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(result.outcome())
          .isInstanceOfSatisfying(
              Blind.class, blind -> assertThat(blind.code()).isEqualTo("target-unknown"));
    }
  }

  @Test
  void whatLoadsRunsOneAtATimeWhateverTheTarget() throws Exception {
    try (RunnerFixture fixture = RunnerFixture.of(kind).effect(Effect.LOADS)) {
      CompletionStage<Result> one = fixture.item("CH-1").setting("text", "a.example").begin();
      Promise<Observation> first = nextUnderWay();
      CompletionStage<Result> two = fixture.item("CH-2").setting("text", "b.example").begin();
      assertNothingBegins();
      CompletionStage<Result> ordinary =
          fixture.item("CH-3").effect(Effect.READ_ONLY).setting("text", "a.example").begin();
      end(nextUnderWay());
      assertPassed(ordinary);

      end(first);
      end(nextUnderWay());

      assertPassed(one);
      assertPassed(two);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTS_WORK", "WRITES_AND_CLEANS_UP"})
  void twoRunsOfAnItemThatChangesSomethingAreNeverUnderWayAtOnce(Effect effect) throws Exception {
    try (RunnerFixture fixture = RunnerFixture.of(kind).effect(effect)) {
      CompletionStage<Result> one = fixture.item("CH-1").begin();
      Promise<Observation> first = nextUnderWay();
      CompletionStage<Result> two = fixture.cause(Cause.REQUEST).begin();
      assertNothingBegins();
      CompletionStage<Result> other = fixture.item("CH-2").begin();
      end(nextUnderWay());
      assertPassed(other);

      end(first);
      end(nextUnderWay());

      assertPassed(one);
      assertPassed(two);
    }
  }

  @Test
  void aRunThatPausesBeforeItsNextAttemptIsStillUnderWay() throws Exception {
    try (RunnerFixture fixture =
        RunnerFixture.of(kind).effect(Effect.STARTS_WORK).retry(1, Duration.ofMillis(600))) {
      CompletionStage<Result> retried = fixture.begin();
      nextUnderWay().complete(FakeKind.seen(7, Evidence.NONE));
      CompletionStage<Result> second = fixture.patience(Duration.ofMillis(250)).begin();

      assertThat(RunnerFixture.ended(second).outcome().summary())
          .isEqualTo("missed: another run of this item was under way, must start within 250ms");
      end(nextUnderWay());
      assertPassed(retried);
    }
  }

  @Test
  void theLimitOfTheRunnerIsTheReasonWhereItIs() throws Exception {
    try (RunnerFixture fixture =
        new RunnerFixture(kind, 1, Optional.empty(), _ -> null)
            .setting("text", "app.example")
            .patience(SHORT)) {
      CompletionStage<Result> one = fixture.item("CH-1").begin();
      Promise<Observation> first = nextUnderWay();

      Result missed = RunnerFixture.ended(fixture.item("CH-2").begin());

      assertThat(missed.outcome().summary()).contains("at its limit of 1 runs at once");
      end(first);
      assertPassed(one);
      assertThat(fixture.runner.held()).isZero();
      assertThat(fixture.runner.running()).isZero();
    }
  }

  private Promise<Observation> nextUnderWay() throws InterruptedException {
    Promise<Observation> next = under.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("a probe that begins").isNotNull();
    return next;
  }

  private void assertNothingBegins() throws InterruptedException {
    assertThat(under.poll(150, TimeUnit.MILLISECONDS)).isNull();
  }

  private static void end(Promise<Observation> probe) {
    probe.complete(FakeKind.seen(42, Evidence.NONE));
  }

  private static void assertPassed(CompletionStage<Result> run) {
    assertThat(RunnerFixture.ended(run).outcome()).isInstanceOf(Passed.class);
  }
}
