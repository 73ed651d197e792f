package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.check.ProbeOrder.Retry;
import io.vigie.contract.job.Cause;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.probe.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void looksAgainAfterAFailureAndTellsWhatEachAttemptSaw() {
    try (RunnerFixture fixture = RunnerFixture.of(seeing(7, 8, 42)).retry(2, SHORT)) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(result.outcome()).isEqualTo(new Passed("the expectation holds"));
      assertThat(result.attempts()).contains(3);
      assertThat(result.evidence().facts())
          .containsEntry("attempt.1", "answer was 7, expected answer == 42")
          .containsEntry("attempt.2", "answer was 8, expected answer == 42")
          .doesNotContainKey("attempt.3");
      assertThat(result.took()).isGreaterThanOrEqualTo(SHORT.multipliedBy(3));
    }
  }

  @Test
  void failsWithWhatTheLastAttemptSaw() {
    AtomicInteger looks = new AtomicInteger();
    FakeKind counting =
        new FakeKind(
            (_, _) ->
                Future.succeededFuture(FakeKind.seen(looks.incrementAndGet(), Evidence.NONE)));
    try (RunnerFixture fixture = RunnerFixture.of(counting).retry(2, Duration.ZERO)) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(result.outcome()).isInstanceOf(Failed.class);
      assertThat(result.outcome().summary()).startsWith("answer was 3");
      assertThat(result.attempts()).contains(3);
      assertThat(looks).hasValue(3);
      assertThat(fixture.runner.running()).isZero();
      assertThat(fixture.runner.held()).isZero();
    }
  }

  @Test
  void aRunThatNeedsOneAttemptSaysNothingOfAttempts() {
    try (RunnerFixture fixture =
        RunnerFixture.of(FakeKind.seeing(42)).retry(2, SHORT).cause(Cause.DEPLOYMENT)) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(result.attempts()).isEmpty();
      assertThat(result.cause()).contains(Cause.DEPLOYMENT);
      assertThat(result.evidence().facts()).isEmpty();
    }
  }

  @Test
  void doesNotLookAgainAfterTroubleThatIsOurs() {
    AtomicInteger looks = new AtomicInteger();
    FakeKind blind =
        new FakeKind(
            (_, _) -> {
              looks.incrementAndGet();
              return Future.succeededFuture(
                  new Observation.Blind("local-files", "no more files", Evidence.NONE));
            });
    try (RunnerFixture fixture = RunnerFixture.of(blind).retry(2, SHORT)) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(result.outcome()).isInstanceOf(Blind.class);
      assertThat(looks).hasValue(1);
    }
  }

  @Test
  void eachAttemptHasTheWholeTimeout() {
    AtomicInteger looks = new AtomicInteger();
    FakeKind hanging =
        new FakeKind(
            (_, context) -> {
              looks.incrementAndGet();
              Promise<Observation> seen = Promise.promise();
              context.closeAtDeadline(() -> seen.complete(refused()));
              return seen.future();
            });
    // Of so long an attempt a busy machine may lose a part and still be believed that it failed.
    Duration timeout = Duration.ofSeconds(1);
    try (RunnerFixture fixture = RunnerFixture.of(hanging).retry(1, SHORT).timeout(timeout)) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(looks).hasValue(2);
      assertThat(result.took()).isGreaterThanOrEqualTo(timeout.multipliedBy(2));
    }
  }

  @Test
  void noAttemptBeginsAfterTheEndOfTheJobsTime() {
    AtomicInteger looks = new AtomicInteger();
    FakeKind failing =
        new FakeKind(
            (_, _) -> {
              looks.incrementAndGet();
              return Future.succeededFuture(refused());
            });
    try (RunnerFixture fixture =
        RunnerFixture.of(failing)
            .retry(5, Duration.ofMillis(300))
            .patience(Duration.ofMillis(800))) {
      Result result = RunnerFixture.ended(fixture.begin());

      // At 0, 300 and 900 ms: the third would begin too late.
      assertThat(looks).hasValue(2);
      assertThat(result.attempts()).contains(2);
      assertThat(result.outcome()).isInstanceOf(Failed.class);
    }
  }

  @Test
  void holdsNoSlotWhileItPauses() throws Exception {
    LinkedBlockingQueue<Observation> answers =
        new LinkedBlockingQueue<>(List.of(refused(), FakeKind.seen(42, Evidence.NONE)));
    CountDownLatch firstEnded = new CountDownLatch(1);
    FakeKind kind =
        new FakeKind(
            (_, _) -> {
              firstEnded.countDown();
              Observation next = answers.poll();
              return Future.succeededFuture(next == null ? FakeKind.seen(42, Evidence.NONE) : next);
            });
    try (RunnerFixture fixture =
        new RunnerFixture(kind, 1, Optional.empty(), _ -> null).retry(1, Duration.ofSeconds(2))) {
      CompletionStage<Result> pausing = fixture.begin();
      assertThat(firstEnded.await(5, TimeUnit.SECONDS)).isTrue();

      Result other = RunnerFixture.ended(fixture.item("CH-2").begin());

      assertThat(other.outcome()).isInstanceOf(Passed.class);
      assertThat(pausing.toCompletableFuture()).isNotDone();
      assertThat(RunnerFixture.ended(pausing).outcome()).isInstanceOf(Passed.class);
    }
  }

  @Test
  void aRunThatPausesEndsWithWhatItHasSeenWhenTheRunnerStops() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    FakeKind failing =
        new FakeKind(
            (_, _) -> {
              looked.countDown();
              return Future.succeededFuture(refused());
            });
    try (RunnerFixture fixture = RunnerFixture.of(failing).retry(1, Duration.ofSeconds(8))) {
      CompletionStage<Result> pausing = fixture.begin();
      assertThat(looked.await(5, TimeUnit.SECONDS)).isTrue();

      fixture.runner.stopTaking();

      Result result = RunnerFixture.ended(pausing);
      assertThat(result.outcome()).isInstanceOf(Failed.class);
      assertThat(result.attempts()).isEmpty();
      assertThat(fixture.runner.held()).isZero();
    }
  }

  @Test
  void theBackoffDoublesWithEachFailedAttempt() {
    Retry retry = new Retry(5, Duration.ofSeconds(1));

    assertThat(List.of(0, 1, 2, 3, 4))
        .extracting(failed -> Delays.backoff(retry, failed).toSeconds())
        .containsExactly(1L, 2L, 4L, 8L, 16L);
  }

  private static Observation refused() {
    return new Observation.Failed(
        new Failure("connection-refused", "connect", "connection refused", List.of()),
        Evidence.NONE);
  }

  private static FakeKind seeing(long... answers) {
    AtomicInteger looks = new AtomicInteger();
    return new FakeKind(
        (_, _) ->
            Future.succeededFuture(FakeKind.seen(answers[looks.getAndIncrement()], Evidence.NONE)));
  }
}
