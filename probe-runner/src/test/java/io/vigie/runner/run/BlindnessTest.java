package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.probe.Observation;
import io.vigie.runner.guard.NameService;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is our own trouble is not held against a target. */
class BlindnessTest {

  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void isBlindForOneRunOnlyWhenItsExpectationCannotBeCompiled() {
    try (RunnerFixture fixture = RunnerFixture.of(FakeKind.seeing(42))) {
      fixture.expecting("string(answer).matches('(a{1,1000}){1,1000}')");
      assertThat(fixture.run().outcome())
          .isInstanceOfSatisfying(
              Blind.class, blind -> assertThat(blind.code()).isEqualTo("expectation-unreadable"));

      fixture.expecting("answer == 42");
      assertThat(fixture.run().outcome()).isInstanceOf(Passed.class);
    }
  }

  @Test
  void isBlindWhenAKindBreaksBecauseThatIsOurFault() {
    List<FakeKind> broken =
        List.of(
            new FakeKind(
                (_, _) -> {
                  throw new IllegalStateException("secret-value");
                }),
            new FakeKind((_, _) -> Future.failedFuture(new IllegalStateException("secret-value"))),
            new FakeKind(
                (_, _) -> {
                  throw new NoClassDefFoundError("secret-value");
                }),
            new FakeKind(
                (_, context) -> {
                  context
                      .vertx()
                      .runOnContext(
                          _ -> {
                            throw new IllegalStateException("secret-value");
                          });
                  return Promise.<Observation>promise().future();
                }),
            new FakeKind((_, _) -> null),
            new FakeKind((_, _) -> Future.succeededFuture(null)));
    for (FakeKind kind : broken) {
      try (RunnerFixture fixture = RunnerFixture.of(kind)) {
        Outcome outcome = fixture.run().outcome();

        assertThat(outcome).isInstanceOf(Blind.class);
        assertThat(((Blind) outcome).code()).isEqualTo("internal-error");
        assertThat(outcome.summary()).doesNotContain("secret-value");
      }
    }
  }

  @Test
  void isBlindWhenAKindWaitsForItself() {
    FakeKind stuck = new FakeKind((_, _) -> Promise.<Observation>promise().future());
    try (RunnerFixture fixture = RunnerFixture.of(stuck).timeout(SHORT)) {
      assertThat(blind(fixture.run()).code()).isEqualTo("internal-error");
    }
  }

  @Test
  void isBlindForAnOrderThatThisRunnerCannotRead() {
    try (RunnerFixture fixture = RunnerFixture.of(FakeKind.seeing(42)).kind("fak")) {
      assertThat(blind(fixture.run()).code()).isEqualTo("kind-unknown");
      assertThat(fixture.run().outcome().summary()).contains("\"fak\"", "on this runner");
    }
    try (RunnerFixture fixture = RunnerFixture.of(FakeKind.seeing(42)).setting("colour", "green")) {
      assertThat(blind(fixture.run()).code()).isEqualTo("settings-unreadable");
      assertThat(fixture.run().outcome().summary()).startsWith("fake settings: ");
    }
    try (RunnerFixture fixture = RunnerFixture.of(FakeKind.seeing(42)).expecting("answer ==")) {
      assertThat(blind(fixture.run()).code()).isEqualTo("expectation-unreadable");
    }
  }

  @Test
  void isBlindForARefusedTargetWhateverTheKindMakesOfIt() {
    try (RunnerFixture fixture = RunnerFixture.of(resolving("169.254.169.254"))) {
      Blind blind = blind(fixture.run());

      assertThat(blind.code()).isEqualTo("target-refused");
      assertThat(blind.summary())
          .startsWith("target refused: 169.254.169.254: 169.254.169.254 is link-local");
    }
  }

  @Test
  void isBlindWhenOurResolverDoesNotAnswerAndFailsWhenTheNameIsUnknown() {
    NameService dead =
        name -> Future.failedFuture(new NameService.ResolverFailed(name + ": no resolver", null));
    FakeKind kind = resolving("app.example");
    try (RunnerFixture fixture = new RunnerFixture(kind, 10, Optional.empty(), dead)) {
      assertThat(blind(fixture.run())).isEqualTo(new Blind("resolver", "app.example: no resolver"));
    }
    try (RunnerFixture fixture = RunnerFixture.of(kind)) {
      assertThat(failure(fixture.run()).code()).isEqualTo("unknown-host");
    }
  }

  @Test
  void isBlindWhenResolvingDoesNotEnd() {
    NameService silent = _ -> Promise.<List<InetAddress>>promise().future();
    try (RunnerFixture fixture =
        new RunnerFixture(resolving("app.example"), 10, Optional.empty(), silent).timeout(SHORT)) {
      assertThat(blind(fixture.run()))
          .isEqualTo(new Blind("resolver", "resolving app.example did not end within 200ms"));
    }
  }

  @Test
  void isBlindWhenItsOwnEventLoopIsTooBusyToHoldATimeoutAgainstTheTarget() {
    CountDownLatch over = new CountDownLatch(1);
    FakeKind blocking =
        new FakeKind(
            (_, _) -> {
              awaitQuietly(over);
              return Future.succeededFuture(FakeKind.seen(42, Evidence.NONE));
            });
    try (RunnerFixture fixture = RunnerFixture.of(blocking).timeout(SHORT)) {
      Result result = RunnerFixture.ended(fixture.runner.run(fixture.job()));
      assertThat(blind(result).code()).isEqualTo("runner-overloaded");
      over.countDown();
    }
  }

  private static FakeKind resolving(String host) {
    return new FakeKind(
        (_, context) ->
            context
                .resolve(host)
                .map(_ -> FakeKind.seen(42, Evidence.NONE))
                .otherwise(
                    e ->
                        new Observation.Failed(
                            new Failure("unknown-host", "resolve", e.getMessage(), List.of()),
                            Evidence.NONE)));
  }

  private static Failure failure(Result result) {
    assertThat(result.outcome()).isInstanceOf(Failed.class);
    return ((Failed) result.outcome()).failure();
  }

  private static Blind blind(Result result) {
    assertThat(result.outcome()).isInstanceOf(Blind.class);
    return (Blind) result.outcome();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
