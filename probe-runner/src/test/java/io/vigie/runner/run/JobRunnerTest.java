package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.job.Job;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.contract.result.Result;
import io.vigie.probe.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JobRunnerTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void passesWhenTheDefaultExpectationHoldsAndSaysWhoLooked() {
    try (RunnerFixture fixture = RunnerFixture.of(FakeKind.seeing(42))) {
      Job job = fixture.job();
      Result result = RunnerFixture.ended(fixture.runner.run(job));

      assertThat(result.outcome()).isEqualTo(new Passed("the expectation holds"));
      assertThat(result.run()).isEqualTo(job.run());
      assertThat(result.item()).isEqualTo(RunnerFixture.ITEM);
      assertThat(result.revision()).isEqualTo("rev");
      assertThat(result.dueAt()).isEqualTo(job.dueAt());
      assertThat(result.seer()).isEqualTo(RunnerFixture.SEER);
    }
  }

  @Test
  void failsWithEachUnmetExpectationAndWhatWasFoundInstead() {
    try (RunnerFixture fixture =
        RunnerFixture.of(FakeKind.seeing(7))
            .expecting("answer == 42", "answer > 0", "answer > 9")) {
      Outcome outcome = fixture.run().outcome();

      assertThat(outcome).isInstanceOf(Failed.class);
      Failure failure = ((Failed) outcome).failure();
      assertThat(failure.code()).isEqualTo("expectation");
      assertThat(failure.unmet())
          .extracting(Unmet::expression)
          .containsExactly("answer == 42", "answer > 9");
      assertThat(failure.summary()).contains("7", "expected answer == 42", "and 1 more unmet");
    }
  }

  @Test
  void startsAtTheDueTimeAndNotBefore() {
    try (RunnerFixture fixture =
        RunnerFixture.of(FakeKind.seeing(42)).dueIn(Duration.ofMillis(300))) {
      Result result = fixture.run();

      Duration error = Duration.between(result.dueAt(), result.startedAt());
      assertThat(error).isBetween(Duration.ofMillis(-2), Duration.ofSeconds(2));
    }
  }

  @Test
  void missesAJobThatComesTooLate() {
    AtomicInteger looks = new AtomicInteger();
    FakeKind counting = new FakeKind((_, _) -> counted(looks));
    try (RunnerFixture fixture =
        RunnerFixture.of(counting).dueIn(Duration.ofSeconds(-30)).patience(SHORT)) {
      Outcome outcome = fixture.run().outcome();

      assertThat(outcome).isInstanceOf(Missed.class);
      assertThat(outcome.summary())
          .startsWith("missed: it was taken 30")
          .endsWith("after its due time, must start within 200ms");
      assertThat(looks).hasValue(0);
    }
  }

  @Test
  void endsAKindThatNeverEndsAtTheDeadlineAndClosesItsConnections() throws Exception {
    CountDownLatch closed = new CountDownLatch(2);
    FakeKind hanging =
        new FakeKind(
            (_, context) -> {
              context.closeAtDeadline(
                  () -> {
                    closed.countDown();
                    throw new IllegalStateException("closing fails");
                  });
              context.closeAtDeadline(closed::countDown);
              return Promise.<Observation>promise().future();
            });
    try (RunnerFixture fixture = RunnerFixture.of(hanging).timeout(SHORT)) {
      Result result = fixture.run();

      assertThat(failure(result).code()).isEqualTo("timeout");
      assertThat(result.outcome().summary())
          .isEqualTo("timed out after 200ms in phase probe: the probe did not end");
      assertThat(result.took()).isBetween(SHORT, SHORT.plusSeconds(5));
      assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(fixture.runner.running()).isZero();
    }
  }

  @Test
  void takesThePhaseOfATimeoutFromAKindWhoseConnectionWasClosed() {
    Evidence proof =
        new Evidence(Map.of("address", "192.0.2.1"), Map.of(), List.of(), Optional.empty(), false);
    FakeKind closing =
        new FakeKind(
            (_, context) -> {
              Promise<Observation> seen = Promise.promise();
              Failure reset = new Failure("reset", "tls", "connection was closed", List.of());
              context.closeAtDeadline(() -> seen.complete(new Observation.Failed(reset, proof)));
              return seen.future();
            });
    try (RunnerFixture fixture = RunnerFixture.of(closing).timeout(SHORT)) {
      Result result = fixture.run();

      assertThat(failure(result).code()).isEqualTo("timeout");
      assertThat(failure(result).phase()).isEqualTo("tls");
      assertThat(result.outcome().summary())
          .isEqualTo("timed out after 200ms in phase tls: connection was closed");
      assertThat(result.evidence().facts()).containsEntry("address", "192.0.2.1");
    }
  }

  @Test
  void holdsAnAnswerAfterTheDeadlineForNoAnswer() {
    FakeKind late =
        new FakeKind(
            (_, context) -> {
              Promise<Observation> seen = Promise.promise();
              context.closeAtDeadline(() -> seen.complete(FakeKind.seen(42, Evidence.NONE)));
              return seen.future();
            });
    try (RunnerFixture fixture = RunnerFixture.of(late).timeout(SHORT)) {
      assertThat(failure(fixture.run()).code()).isEqualTo("timeout");
    }
  }

  @Test
  void closesAConnectionThatIsOpenedAfterTheEnd() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Runnable> openLater = new CompletableFuture<>();
    FakeKind kind =
        new FakeKind(
            (_, context) -> {
              openLater.complete(() -> context.closeAtDeadline(closed::countDown));
              return Future.succeededFuture(FakeKind.seen(42, Evidence.NONE));
            });
    try (RunnerFixture fixture = RunnerFixture.of(kind)) {
      fixture.run();
      openLater.get(20, TimeUnit.SECONDS).run();

      assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void saysThatItIsOverloadedAndNeverFailsWhatItCannotTake() throws Exception {
    Promise<Observation> answer = Promise.promise();
    try (RunnerFixture fixture =
        new RunnerFixture(new FakeKind((_, _) -> answer.future()), 2, Optional.empty(), n -> null)
            .patience(SHORT)) {
      List<CompletionStage<Result>> runs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        runs.add(fixture.runner.run(fixture.job()));
      }
      for (CompletionStage<Result> queued : runs.subList(2, 20)) {
        Outcome outcome = RunnerFixture.ended(queued).outcome();
        assertThat(outcome)
            .isEqualTo(
                new Blind(
                    "runner-overloaded",
                    "runner overloaded: this runner was at its limit of 2 runs at once, must start"
                        + " within 200ms"));
      }
      assertThat(fixture.runner.running()).isEqualTo(2);

      answer.complete(FakeKind.seen(42, Evidence.NONE));

      assertThat(RunnerFixture.ended(runs.get(0)).outcome()).isInstanceOf(Passed.class);
      assertThat(RunnerFixture.ended(runs.get(1)).outcome()).isInstanceOf(Passed.class);
      assertThat(fixture.runner.held()).isZero();
    }
  }

  @Test
  void runsManyAtOnceUpToItsLimitAndTheRestAfterThem() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FakeKind kind =
        new FakeKind(
            (_, context) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Promise<Observation> seen = Promise.promise();
              context
                  .vertx()
                  .setTimer(
                      20,
                      _ -> {
                        now.decrementAndGet();
                        seen.complete(FakeKind.seen(42, Evidence.NONE));
                      });
              return seen.future();
            });
    try (RunnerFixture fixture = new RunnerFixture(kind, 50, Optional.empty(), _ -> null)) {
      List<CompletionStage<Result>> runs = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        runs.add(fixture.runner.run(fixture.job()));
      }
      runs.forEach(
          run -> assertThat(RunnerFixture.ended(run).outcome()).isInstanceOf(Passed.class));
      assertThat(most).hasValueBetween(10, 50);
      assertThat(fixture.runner.running()).isZero();
    }
  }

  @Test
  void handsBackWhatHasNotBegunWhenItStopsAndFinishesTheRest() throws Exception {
    Promise<Observation> answer = Promise.promise();
    CountDownLatch begun = new CountDownLatch(1);
    FakeKind kind =
        new FakeKind(
            (_, _) -> {
              begun.countDown();
              return answer.future();
            });
    try (RunnerFixture fixture = RunnerFixture.of(kind)) {
      CompletionStage<Result> running = fixture.runner.run(fixture.job());
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      fixture.dueIn(Duration.ofSeconds(30));
      CompletionStage<Result> waiting = fixture.runner.run(fixture.job());

      fixture.runner.stopTaking();
      CompletionStage<Result> afterwards = fixture.runner.run(fixture.job());
      answer.complete(FakeKind.seen(42, Evidence.NONE));

      assertThat(RunnerFixture.ended(running).outcome()).isInstanceOf(Passed.class);
      for (CompletionStage<Result> returned : List.of(waiting, afterwards)) {
        assertThat(returned.toCompletableFuture())
            .failsWithin(Duration.ofSeconds(1))
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(HandedBack.class);
      }
    }
  }

  private static Future<Observation> counted(AtomicInteger looks) {
    looks.incrementAndGet();
    return Future.succeededFuture(FakeKind.seen(42, Evidence.NONE));
  }

  private static Failure failure(Result result) {
    assertThat(result.outcome()).isInstanceOf(Failed.class);
    return ((Failed) result.outcome()).failure();
  }
}
