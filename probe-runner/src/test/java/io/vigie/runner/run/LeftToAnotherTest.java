package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.job.Cause;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftToAnotherTest {

  @Test
  void givesBackWhatAnotherRunnerIsToSee() {
    try (RunnerFixture fixture =
        RunnerFixture.of(FakeKind.seeing(42))
            .notBy(RunnerFixture.SEER.runner())
            .cause(Cause.CONFIRMATION)) {
      assertThat(fixture.begin().toCompletableFuture())
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(HandedBack.class)
          .withMessageContaining("must be run by another runner");
      assertThat(fixture.runner.held()).isZero();
    }
  }

  @Test
  void runsWhatIsLeftToItByAnother() {
    try (RunnerFixture fixture = RunnerFixture.of(FakeKind.seeing(42)).notBy("r-2")) {
      assertThat(RunnerFixture.ended(fixture.begin()).outcome()).isInstanceOf(Passed.class);
    }
  }

  @Test
  void missesItWhenNobodyElseTookItInTime() {
    try (RunnerFixture fixture =
        RunnerFixture.of(FakeKind.seeing(42))
            .notBy(RunnerFixture.SEER.runner())
            .patience(Duration.ofMillis(90))) {
      Result result = RunnerFixture.ended(fixture.begin());

      assertThat(result.outcome())
          .isEqualTo(
              new Missed(
                  "missed: it must be run by another runner than this, and none took it, must start"
                      + " within 90ms"));
    }
  }

  @ParameterizedTest(name = "{0} ms left: {1} ms")
  @CsvSource({"0, 100", "1000, 100", "4000, 200", "60000, 500"})
  void waitsAWhileBeforeItGivesBack(long left, long pause) {
    assertThat(Delays.beforeGivingBack(Duration.ofMillis(left)))
        .isEqualTo(Duration.ofMillis(pause));
  }
}
