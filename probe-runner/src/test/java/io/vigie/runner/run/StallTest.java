package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.probe.Observation;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Time that this process lost is not held against a target. Its event loops are really blocked. */
@Isolated("needs the processors for itself")
class StallTest {

  @Test
  void aTimeoutWhileOurEventLoopsAreBlockedAccusesNobody() throws Exception {
    try (RawTarget target = RawTarget.start(Behaviour.silent());
        RunnerFixture fixture =
            RunnerFixture.real("loopback")
                .kind("http")
                .setting("url", "http://127.0.0.1:" + target.port())
                .timeout(Duration.ofMillis(1500))) {
      CompletionStage<Result> run = fixture.begin();
      hog(fixture.vertx, Duration.ofSeconds(1));

      assertThat(RunnerFixture.ended(run).outcome()).isEqualTo(OVERLOADED);
    }
  }

  @Test
  void aTimeoutOfATargetThatIsSilentOfItselfStillAccusesIt() throws Exception {
    try (RawTarget target = RawTarget.start(Behaviour.silent());
        RunnerFixture fixture =
            RunnerFixture.real("loopback")
                .kind("http")
                .setting("url", "http://127.0.0.1:" + target.port())
                .timeout(Duration.ofMillis(1500))) {
      Outcome outcome = fixture.run().outcome();

      assertThat(outcome).isInstanceOf(Failed.class);
      assertThat(((Failed) outcome).failure().code()).isEqualTo("timeout");
    }
  }

  @Test
  void aTimeoutWhileOnlyOtherEventLoopsAreBlockedStillAccusesTheTarget() throws Exception {
    CompletableFuture<EventExecutor> own = new CompletableFuture<>();
    FakeKind silent =
        new FakeKind(
            (_, context) -> {
              own.complete(((ContextInternal) Vertx.currentContext()).nettyEventLoop());
              context.closeAtDeadline(() -> {});
              return Promise.<Observation>promise().future();
            });
    try (RunnerFixture fixture = RunnerFixture.of(silent).timeout(Duration.ofMillis(1500))) {
      CompletionStage<Result> run = fixture.begin();
      CountDownLatch end = new CountDownLatch(1);
      blockAllBut(own.get(10, TimeUnit.SECONDS), fixture.vertx, end);

      Outcome outcome = RunnerFixture.ended(run).outcome();
      end.countDown();

      assertThat(outcome).isInstanceOf(Failed.class);
    }
  }

  @Test
  void aKindThatTimesOutByItselfIsNotBelievedEither() {
    Observation timedOut =
        new Observation.Failed(
            new Failure("connection-timed-out", "connect", "no answer", List.of()), Evidence.NONE);
    FakeKind kind = afterAHog(timedOut);
    try (RunnerFixture fixture = RunnerFixture.of(kind).timeout(Duration.ofSeconds(2))) {
      assertThat(RunnerFixture.ended(fixture.begin()).outcome()).isEqualTo(OVERLOADED);
    }
  }

  @Test
  void whatDoesNotDependOnTimeIsBelievedAllTheSame() {
    try (RunnerFixture fixture =
        RunnerFixture.of(afterAHog(FakeKind.seen(42, Evidence.NONE)))
            .timeout(Duration.ofSeconds(2))) {
      assertThat(RunnerFixture.ended(fixture.begin()).outcome()).isInstanceOf(Passed.class);
    }
    try (RunnerFixture fixture =
        RunnerFixture.of(afterAHog(FakeKind.seen(7, Evidence.NONE)))
            .timeout(Duration.ofSeconds(2))) {
      assertThat(RunnerFixture.ended(fixture.begin()).outcome()).isInstanceOf(Failed.class);
    }
  }

  /** Each of many steps is late by less than anybody who looks now and then can see. */
  @Test
  void timeThatWentByWaitingForAProcessorIsHeldAgainstNobody() {
    assumeThat(ProcessorWait.isCounted()).isTrue();
    FakeKind kind = new FakeKind((_, _) -> inSteps(150).map(CAME_LATE));
    try (Crowd _ = new Crowd();
        RunnerFixture fixture = RunnerFixture.of(kind).timeout(Duration.ofSeconds(30))) {
      assertThat(RunnerFixture.ended(fixture.begin()).outcome()).isEqualTo(OVERLOADED);
    }
  }

  @Test
  void whatCameLateWhileNothingElseWantedAProcessorAccusesTheTarget() {
    FakeKind kind = new FakeKind((_, _) -> Future.succeededFuture(CAME_LATE));
    try (RunnerFixture fixture = RunnerFixture.of(kind).timeout(Duration.ofSeconds(30))) {
      assertThat(RunnerFixture.ended(fixture.begin()).outcome()).isInstanceOf(Failed.class);
    }
  }

  private static final Observation CAME_LATE =
      new Observation.Failed(
          new Failure("came-late", "wait", "did not come within 1s", List.of()), Evidence.NONE);

  private static final Outcome OVERLOADED =
      new Blind("runner-overloaded", "runner overloaded: it was too busy to keep its own time");

  /** A kind whose answer comes while the event loops of its runner have been stuck for a while. */
  private static FakeKind afterAHog(Observation answer) {
    return new FakeKind(
        (_, context) -> {
          hogHere(Duration.ofMillis(1200));
          return Future.succeededFuture(answer);
        });
  }

  /** Blocks every event loop there is. */
  private static void hog(Vertx vertx, Duration time) throws InterruptedException {
    List<CountDownLatch> begun = new ArrayList<>();
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      CountDownLatch latch = new CountDownLatch(1);
      begun.add(latch);
      loop.execute(
          () -> {
            latch.countDown();
            hogHere(time);
          });
    }
    for (CountDownLatch latch : begun) {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Until {@code end}, and without a processor's time. */
  private static void blockAllBut(EventExecutor own, Vertx vertx, CountDownLatch end)
      throws InterruptedException {
    List<CountDownLatch> begun = new ArrayList<>();
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      if (!loop.equals(own)) {
        CountDownLatch latch = new CountDownLatch(1);
        begun.add(latch);
        loop.execute(
            () -> {
              latch.countDown();
              awaitQuietly(end);
            });
      }
    }
    assertThat(begun).isNotEmpty();
    for (CountDownLatch latch : begun) {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Computes for a millisecond, and lets the event loop do other things, so many times. */
  private static Future<Void> inSteps(int steps) {
    Promise<Void> done = Promise.promise();
    step(Vertx.currentContext(), steps, done);
    return done.future();
  }

  private static void step(Context context, int left, Promise<Void> done) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + Duration.ofMillis(1).toNanos();
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
    if (left == 0) {
      done.complete();
    } else {
      context.runOnContext(_ -> step(context, left - 1, done));
    }
  }

  /** Others that want the processors, eight for each. */
  private static final class Crowd implements AutoCloseable {
    private volatile boolean over;

    Crowd() {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors() * 8; i++) {
        Thread.ofPlatform().daemon().start(this::spin);
      }
    }

    private void spin() {
      while (!over) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {
      over = true;
    }
  }

  /** Computes, as a defect would: nothing here gives the thread back. */
  private static void hogHere(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
