package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Polarity;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.expect.Expectations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  @Test
  void passesWithEachWarningThatDoesNotHold() {
    Outcome outcome = judged(Polarity.REQUIRED, List.of("answer > 0"), "answer > 5", "answer < 9");

    assertThat(outcome)
        .isEqualTo(
            new Passed(
                "the expectation holds; warning: answer was 3, expected answer > 5",
                List.of(new Unmet("answer > 5", "answer was 3"))));
  }

  @Test
  void aWarningThatCannotBeEvaluatedIsAWarning() {
    Outcome outcome = judged(Polarity.REQUIRED, List.of("answer > 0"), "1 / (answer - 3) > 0");

    assertThat(((Passed) outcome).warnings())
        .extracting(Unmet::found)
        .containsExactly("1 / (answer - 3): / by zero");
  }

  @Test
  void aFailureStaysOneWhateverIsToBeWarnedOf() {
    Outcome outcome = judged(Polarity.REQUIRED, List.of("answer > 5"), "answer > 9");

    assertThat(outcome)
        .isEqualTo(
            new Failed(
                new Failure(
                    "expectation",
                    "evaluation",
                    "answer was 3, expected answer > 5",
                    List.of(new Unmet("answer > 5", "answer was 3")))));
  }

  @Test
  void whatIsOnlyRecommendedIsJudgedLikeWhatIsRequired() {
    assertThat(judged(Polarity.RECOMMENDED, List.of("answer > 0"))).isInstanceOf(Passed.class);
    assertThat(judged(Polarity.RECOMMENDED, List.of("answer > 5"))).isInstanceOf(Failed.class);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "answer > 0,  answer < 9,           forbidden",
    "answer > 0,  answer > 9,           passed",
    "answer > 5,  answer > 9,           passed",
    "answer > 5,  1 / (answer - 3) > 0, passed",
    "answer > 0,  1 / (answer - 3) > 0, undecided",
    "1 / (answer - 3) > 0, 1 / (answer - 3) > 0, undecided"
  })
  void whatIsForbiddenIsNotSoWhenOnePartIsFalse(String first, String second, String end) {
    Outcome outcome = judged(Polarity.FORBIDDEN, List.of(first, second));

    assertThat(
            switch (outcome) {
              case Passed _ -> "passed";
              case Failed(Failure failure) -> failure.code();
              case Outcome.Blind _, Outcome.Missed _ -> "neither";
            })
        .isEqualTo(end);
  }

  @Test
  void saysWhatIsForbiddenAndHolds() {
    assertThat(judged(Polarity.FORBIDDEN, List.of("answer > 0", "answer < 9")))
        .isEqualTo(
            new Failed(
                new Failure(
                    "forbidden",
                    "evaluation",
                    "answer > 0 holds, which is forbidden (and 1 more)",
                    List.of(
                        new Unmet("answer > 0", "holds, which is forbidden"),
                        new Unmet("answer < 9", "holds, which is forbidden")))));
  }

  @Test
  void saysWhyNothingIsProven() {
    Failed failed = (Failed) judged(Polarity.FORBIDDEN, List.of("1 / (answer - 3) > 0"));

    assertThat(failed.summary())
        .isEqualTo(
            "nothing is proven, 1 / (answer - 3) > 0 could not be evaluated:"
                + " 1 / (answer - 3): / by zero");
  }

  @Test
  void saysHowWhatIsForbiddenIsNotSoAndStillWarns() {
    assertThat(judged(Polarity.FORBIDDEN, List.of("answer > 5"), "answer > 9").summary())
        .isEqualTo(
            "what is forbidden is not so: answer was 3; warning: answer was 3, expected answer >"
                + " 9");
  }

  @Test
  void aTargetThatCouldNotBeReachedProvesNothingOfWhatIsForbidden() {
    Failure refused = new Failure("connection-refused", "connect", "refused", List.of());
    Observation unreached = new Observation.Failed(refused, Evidence.NONE);

    assertThat(Judgement.of(unreached, expected(Polarity.FORBIDDEN, List.of("answer > 5"))))
        .isEqualTo(new Judgement(new Failed(refused), Evidence.NONE));
  }

  private static Outcome judged(Polarity polarity, List<String> expressions, String... warn) {
    return Comparison.of(Map.of("answer", 3L), expected(polarity, expressions, warn));
  }

  private static Expected expected(Polarity polarity, List<String> expressions, String... warn) {
    return new Expected(compiled(expressions), compiled(List.of(warn)), polarity);
  }

  private static Expectations compiled(List<String> expressions) {
    return Expectations.compile(FakeKind.seeing(1).vocabulary(), expressions).orThrow();
  }
}
