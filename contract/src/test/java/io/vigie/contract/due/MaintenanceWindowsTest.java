package io.vigie.contract.due;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Maintenance;
import io.vigie.contract.due.MaintenanceWindows.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceWindowsTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Maintenance MOVE =
      new Maintenance("move", new Maintenance.Once(NOON, NOON.plusSeconds(3600)));
  private static final Maintenance NIGHTLY = recurring("backup", "0 2 * * *", Duration.ofHours(1));

  @Test
  void beginsAtItsBeginAndIsOverAtItsEnd() {
    MaintenanceWindows windows = MaintenanceWindows.of(List.of(MOVE));
    assertThat(windows.covers(NOON.minusNanos(1))).isFalse();
    assertThat(windows.covers(NOON)).isTrue();
    assertThat(windows.covers(NOON.plusSeconds(3600).minusNanos(1))).isTrue();
    assertThat(windows.covers(NOON.plusSeconds(3600))).isFalse();
    assertThat(windows.endOf(NOON)).isEqualTo(NOON.plusSeconds(3600));
    assertThat(windows.endOf(NOON.minusNanos(1))).isEqualTo(NOON.minusNanos(1));
  }

  @Test
  void comesAgainOnTheClocksOfItsZone() {
    MaintenanceWindows windows = MaintenanceWindows.of(List.of(NIGHTLY));
    assertThat(windows.covers(Instant.parse("2026-11-20T01:00:00Z"))).isTrue();
    assertThat(windows.covers(Instant.parse("2026-11-20T02:00:00Z"))).isFalse();
    assertThat(windows.covers(Instant.parse("2026-07-20T00:30:00Z"))).isTrue();
    assertThat(windows.next(NOON))
        .contains(
            new Span(
                "backup",
                Instant.parse("2026-11-21T01:00:00Z"),
                Instant.parse("2026-11-21T02:00:00Z")));
    assertThat(windows.at(NOON)).isEmpty();
  }

  @Test
  void endsWithWhatFollowsItWithoutABreak() {
    Maintenance after =
        new Maintenance(
            "checks", new Maintenance.Once(NOON.plusSeconds(3000), NOON.plusSeconds(5000)));
    MaintenanceWindows windows = MaintenanceWindows.of(List.of(MOVE, after));
    assertThat(windows.endOf(NOON)).isEqualTo(NOON.plusSeconds(5000));
    assertThat(windows.at(NOON.plusSeconds(3200)).map(Span::reason)).contains("checks");
  }

  @Test
  void oneThatOverlapsItselfDoesNotEndSoon() {
    Maintenance always = recurring("always", "0 * * * *", Duration.ofHours(2));
    MaintenanceWindows windows = MaintenanceWindows.of(List.of(always));
    assertThat(windows.covers(NOON.plusSeconds(1))).isTrue();
    assertThat(windows.endOf(NOON)).isAfter(NOON.plus(Duration.ofDays(30)));
  }

  @Test
  void listsWhatLiesBetweenTwoMomentsWithoutOverlaps() {
    MaintenanceWindows windows = MaintenanceWindows.of(List.of(MOVE, NIGHTLY));
    assertThat(windows.between(NOON.plusSeconds(1800), Instant.parse("2026-11-22T01:30:00Z")))
        .containsExactly(
            new Span("move", NOON.plusSeconds(1800), NOON.plusSeconds(3600)),
            new Span(
                "backup",
                Instant.parse("2026-11-21T01:00:00Z"),
                Instant.parse("2026-11-21T02:00:00Z")),
            new Span(
                "backup",
                Instant.parse("2026-11-22T01:00:00Z"),
                Instant.parse("2026-11-22T01:30:00Z")));
    assertThat(MaintenanceWindows.NONE.between(NOON, NOON.plusSeconds(9))).isEmpty();
  }

  private static Maintenance recurring(String reason, String cron, Duration lasts) {
    return new Maintenance(reason, new Maintenance.Recurring(cron, PARIS, lasts));
  }
}
