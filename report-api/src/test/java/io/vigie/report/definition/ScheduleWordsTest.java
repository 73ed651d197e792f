package io.vigie.report.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Hours;
import io.vigie.contract.check.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleWordsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Hours OFFICE =
      new Hours(
          List.of(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(18, 0))),
          Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
          PARIS);

  @Test
  void anIntervalIsSaidExactly() {
    assertThat(ScheduleWords.of(new Schedule.Every(Duration.ofSeconds(90), Duration.ZERO)))
        .isEqualTo("every 1 min 30 s");
  }

  @Test
  void hoursAreSaidWithTheirDaysAndZone() {
    assertThat(
            ScheduleWords.of(
                new Schedule.Every(Duration.ofMinutes(5), Duration.ZERO, Optional.of(OFFICE))))
        .isEqualTo("every 5 min, only 09:00–18:00 on Mon, Fri (Europe/Paris)");
  }

  @Test
  void hoursThatLeaveNothingOutAreNotSaid() {
    Hours always = new Hours(List.of(), Set.of(), PARIS);

    assertThat(
            ScheduleWords.of(
                new Schedule.Every(Duration.ofMinutes(5), Duration.ZERO, Optional.of(always))))
        .isEqualTo("every 5 min");
  }

  @Test
  void cronExpressionsAreSaidAsTheyAreWritten() {
    assertThat(
            ScheduleWords.of(
                new Schedule.Cron(
                    List.of("0 2 * * *", "0 14 * * *"), PARIS, Duration.ZERO, Optional.empty())))
        .isEqualTo("0 2 * * * or 0 14 * * * (Europe/Paris)");
  }

  @Test
  void deploymentsAreSaid() {
    assertThat(ScheduleWords.of(new Schedule.OnDeploy(Duration.ZERO)))
        .isEqualTo("after each deployment");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.25S, 250 ms",
    "PT60S, 1 min",
    "PT5400S, 1 h 30 min",
    "P90D, 90 d",
    "PT25H, 1 d 1 h"
  })
  void spansAreExact(Duration span, String words) {
    assertThat(ScheduleWords.span(span)).isEqualTo(words);
  }
}
