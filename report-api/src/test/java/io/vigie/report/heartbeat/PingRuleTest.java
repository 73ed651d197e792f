package io.vigie.report.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PingRuleTest {

  private static final Instant NOW = Instant.parse("2026-11-20T02:40:00Z");
  private static final Instant START = NOW.minus(Duration.ofMinutes(40));
  private static final UUID RUN = UUID.fromString("0f0f0f0f-1111-4222-8333-444455556666");
  private static final Sample ITEM = Sample.of("chrona/production/CH-099", Severity.P0);

  private final Check check = ITEM.reported(Optional.of(Duration.ofHours(1)));

  @ParameterizedTest(name = "{0} is {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          success | passed      | the job ran for 40 min
          0       | passed      | the job ran for 40 min
          fail    | failed      | the job says that it failed
          1       | exit-status | exited with status 1
          255     | exit-status | exited with status 255
          """)
  void theEndOfARunIsAVerdict(String signal, String outcome, String summary) {
    Result result = verdict(signal, Optional.of(START), NOW).orElseThrow();

    assertThat(word(result.outcome())).isEqualTo(outcome);
    assertThat(result.outcome().summary()).isEqualTo(summary);
    assertThat(result.run()).isEqualTo(RunId.of(ITEM.item(), NOW));
    assertThat(result.seer()).isEqualTo(new Result.Seer("heartbeat", "ping"));
    assertThat(result.dueAt()).isEqualTo(NOW);
    assertThat(result.startedAt()).isEqualTo(START);
    assertThat(result.took()).isEqualTo(Duration.ofMinutes(40));
    assertThat(result.evidence().numbers()).containsEntry("durationSeconds", 2400.0);
    assertThat(result.evidence().facts()).containsEntry("rid", RUN.toString());
    assertThat(result.evidence().excerpt()).contains("42 tables");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "log"})
  void aStartAndMereWordsAreNoVerdict(String signal) {
    assertThat(verdict(signal, Optional.of(START), NOW)).isEmpty();
  }

  @Test
  void aJobThatDoesNotSayWhenItBeganHasNoDuration() {
    Result result = verdict("success", Optional.empty(), NOW).orElseThrow();

    assertThat(result.outcome()).isEqualTo(new Outcome.Passed("the job has reported"));
    assertThat(result.took()).isZero();
    assertThat(result.evidence().numbers()).isEmpty();
  }

  @Test
  void anExitStatusIsANumberToo() {
    assertThat(verdict("3", Optional.empty(), NOW).orElseThrow().evidence().numbers())
        .isEqualTo(Map.of("exitStatus", 3.0));
  }

  @Test
  void aRunMayTakeItsLongestTimeAndNotMore() {
    Instant end = START.plus(Duration.ofHours(1));

    assertThat(word(verdict("success", Optional.of(START), end).orElseThrow().outcome()))
        .isEqualTo("passed");
    Result late = verdict("success", Optional.of(START), end.plusMillis(1)).orElseThrow();
    assertThat(late.outcome().summary()).isEqualTo("the job ran for 1 h, must end within 1 h");
    assertThat(word(late.outcome())).isEqualTo("too-long");
  }

  @Test
  void aRunThatGoesOnForTooLongHasFailedBeforeItEnds() {
    Instant end = START.plus(Duration.ofHours(1));

    assertThat(PingRule.overdue(check, "", START, end.minusMillis(1))).isEmpty();
    Result overdue = PingRule.overdue(check, "", START, end.plusSeconds(2)).orElseThrow();
    assertThat(word(overdue.outcome())).isEqualTo("too-long");
    assertThat(overdue.dueAt()).isEqualTo(end);
  }

  @Test
  void aRunThatWasTooLongIsOneFailureAndNotTwo() {
    Instant end = START.plus(Duration.ofHours(1));
    Result overdue = PingRule.overdue(check, "", START, end.plusSeconds(1)).orElseThrow();
    Result ended = verdict("success", Optional.of(START), end.plusSeconds(600)).orElseThrow();

    assertThat(ended.run()).isEqualTo(overdue.run());
    assertThat(ended.dueAt()).isEqualTo(overdue.dueAt());
  }

  @Test
  void withoutALongestTimeARunMayTakeForEver() {
    Check patient = ITEM.reported(Optional.empty());

    assertThat(PingRule.overdue(patient, "", START, NOW.plus(Duration.ofDays(300)))).isEmpty();
    assertThat(PingRule.endBy(patient, START)).isEmpty();
  }

  @Test
  void aClockThatWasSetBackMakesNoNegativeDuration() {
    Result result = verdict("success", Optional.of(NOW.plusSeconds(30)), NOW).orElseThrow();

    assertThat(result.took()).isZero();
    assertThat(result.startedAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"256", "1000", "-1", "", "started", "START", "0x1", "٣", "1 "})
  void otherSignalsAreNone(String text) {
    assertThat(Ping.Signal.parse(text)).isEmpty();
  }

  private Optional<Result> verdict(String signal, Optional<Instant> startedAt, Instant now) {
    Ping.Signal read =
        signal.equals("success") ? new Ping.Succeeded() : Ping.Signal.parse(signal).orElseThrow();
    Ping ping = new Ping(read, Optional.of(RUN), new PingBody(Optional.of("42 tables"), false));
    return PingRule.verdict(check, ping, startedAt, now);
  }

  private static String word(Outcome outcome) {
    return outcome instanceof Outcome.Failed(Outcome.Failure failure) ? failure.code() : "passed";
  }
}
