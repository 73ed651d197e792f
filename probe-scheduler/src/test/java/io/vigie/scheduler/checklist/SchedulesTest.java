package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Hours;
import io.vigie.contract.check.Hours.Span;
import io.vigie.contract.check.Schedule;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(folder);
  }

  @Test
  void oneCronExpressionOrSeveralOnTheClocksOfAZone() {
    assertThat(desk.looked("cron: '@daily'").schedule()).isEqualTo(cron(UTC, "@daily"));
    assertThat(
            desk.looked("cron: [0 2 1 * *, 0 12 * jan-mar mon]", "zone: Europe/Paris").schedule())
        .isEqualTo(cron(PARIS, "0 2 1 * *", "0 12 * jan-mar mon"));
  }

  @Test
  void theZoneOfTheFileHoldsWhereNoOtherIsNamed() {
    Map<String, Check> items =
        desk.items(
            """
            zone: Europe/Paris
            items:
              - { id: a, http: https://a.example.com/, cron: "@daily" }
              - { id: b, http: https://a.example.com/, cron: "@daily", zone: UTC }
              - { id: c, heartbeat: { at: "02:00" } }
            """);

    assertThat(items.get("a").schedule()).isEqualTo(cron(PARIS, "@daily"));
    assertThat(items.get("b").schedule()).isEqualTo(cron(UTC, "@daily"));
    assertThat(((Schedule.Cron) items.get("c").schedule()).zone()).isEqualTo(PARIS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "02:00                | 0 2 * * *",
        "2h05                 | 5 2 * * *",
        "00:00 and 12:00      | 0 0 * * *, 0 12 * * *",
        "mon-fri 08:30        | 30 8 * * mon-fri",
        "sat,sun 10:00        | 0 10 * * sat,sun",
        "Mon 09:00            | 0 9 * * mon",
        "1st of month 02:00   | 0 2 1 * *",
        "31st of month 23h59  | 59 23 31 * *"
      })
  void timesInWordsAreCronExpressions(String words, String crons) {
    assertThat(desk.looked("at: " + words).schedule()).isEqualTo(cron(UTC, crons.split(", ", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"24:00", "0th of month 02:00", "32nd of month 02:00", "noon", "2 o'clock"})
  void whatIsNoTimeOfDayIsNone(String text) {
    assertThat(TimesOfDay.parse(text)).isEmpty();
  }

  @Test
  void aDeploymentIsAnEventAndTheKeyIsAWordInYaml() {
    assertThat(desk.looked("on: deploy", "grace: 1m").schedule())
        .isEqualTo(new Schedule.OnDeploy(Duration.ofMinutes(1)));
  }

  @Test
  void hoursAreWrittenInSeveralWays() {
    Span morning = new Span(LocalTime.of(9, 0), LocalTime.of(12, 0));
    Span night = new Span(LocalTime.of(22, 30), LocalTime.of(6, 0));

    assertThat(hours("between: 09h00-12h00")).isEqualTo(open(UTC, Set.of(), morning));
    assertThat(hours("between: 9:00 - 12h")).isEqualTo(open(UTC, Set.of(), morning));
    assertThat(hours("between: [09:00-12:00, 22:30-06:00]"))
        .isEqualTo(open(UTC, Set.of(), morning, night));
    assertThat(hours("between: { hours: 09:00-12:00, days: [fri-mon], zone: Europe/Paris }"))
        .isEqualTo(
            open(
                PARIS,
                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                morning));
    assertThat(hours("between: { days: sat }")).isEqualTo(open(UTC, Set.of(DayOfWeek.SATURDAY)));
    assertThat(hours("between: 00:00-24:00"))
        .isEqualTo(open(UTC, Set.of(), new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
  }

  @Test
  void emptyHoursMeanAlways() {
    assertThat(hours("between: ''")).isEmpty();
    assertThat(hours("between: {}")).isEmpty();
  }

  @Test
  void whoeverSaysWhenIsNotHeldToTheDefault() {
    Map<String, Check> items =
        desk.items(
            """
            defaults: { every: 5m, between: 09:00-18:00, grace: 10s }
            items:
              - { id: a, http: https://a.example.com/ }
              - { id: b, http: https://a.example.com/, cron: "@daily" }
              - { id: c, http: https://a.example.com/, on: deploy }
            """);

    Optional<Hours> day = open(UTC, Set.of(), new Span(LocalTime.of(9, 0), LocalTime.of(18, 0)));
    Duration grace = Duration.ofSeconds(10);
    assertThat(items.get("a").schedule())
        .isEqualTo(new Schedule.Every(Duration.ofMinutes(5), grace, day));
    assertThat(items.get("b").schedule())
        .isEqualTo(new Schedule.Cron(List.of("@daily"), UTC, grace, day));
    assertThat(items.get("c").schedule()).isEqualTo(new Schedule.OnDeploy(grace));
  }

  @ParameterizedTest
  @CsvSource({"*/5 * * * *, PT5M", "0 2 * * *, PT24H", "'0,10 2 * * *', PT10M"})
  void theLeastGapOfACronIsFoundByLooking(String cron, Duration gap) {
    assertThat(Schedules.leastGap(cron(UTC, cron))).contains(gap);
  }

  private Optional<Hours> hours(String line) {
    return ((Schedule.Every) desk.looked(line).schedule()).between();
  }

  private static Optional<Hours> open(ZoneId zone, Set<DayOfWeek> days, Span... spans) {
    return Optional.of(new Hours(List.of(spans), days, zone));
  }

  private static Schedule cron(ZoneId zone, String... expressions) {
    return new Schedule.Cron(List.of(expressions), zone, Duration.ZERO, Optional.empty());
  }
}
