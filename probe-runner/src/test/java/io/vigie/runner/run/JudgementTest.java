package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duration < seconds(1) | duration was 1s500ms | true",
        "phases.connect < millis(5) | phases.connect was 9ms | true",
        "p95 < millis(500) | p95 was 612ms | true",
        "latency.median < millis(5) | latency.median was 9ms | true",
        "status == 200 && duration < seconds(2) | status was 503 | false",
        "status == 200 && duration < seconds(2) | duration was 3s | true",
        "duration > seconds(2) | holds, which is forbidden | true",
        "hsts.maxAge >= duration('180d') | hsts.maxAge was 0s | false",
        "body.contains('ok') | body was \"duration was 3s\" | false",
      })
  void aFailureIsOneOfTimeWhereItWasATimeThatWasWrong(
      String expression, String found, boolean isOfTime) {
    Failure failure = new Failure("unmet", "expect", found, List.of(new Unmet(expression, found)));

    assertThat(new Judgement(new Failed(failure), Evidence.NONE).isOfTime(Set.of()))
        .isEqualTo(isOfTime);
  }

  @Test
  void whatElseWasWrongStandsHoweverLongTheLookTook() {
    Unmet late = new Unmet("slowest < millis(50)", "slowest was 87ms");
    Unmet other = new Unmet("remoteIp == '192.0.2.1'", "remoteIp was \"127.0.0.1\"");
    Failure failure = new Failure("expectation", "evaluation", "", List.of(late, other));

    assertThat(new Judgement(new Failed(failure), Evidence.NONE).isOfTime(Set.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"timeout, true", "connection-timed-out, true", "not-delivered, true", "tls, false"})
  void whatTheKindCallsOneOfTimeIsOne(String code, boolean isOfTime) {
    Failure failure = new Failure(code, "x", "", List.of());

    assertThat(new Judgement(new Failed(failure), Evidence.NONE).isOfTime(Set.of("not-delivered")))
        .isEqualTo(isOfTime);
  }
}
