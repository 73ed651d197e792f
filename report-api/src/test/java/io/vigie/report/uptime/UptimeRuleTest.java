package io.vigie.report.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Maintenance;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.contract.state.ItemState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UptimeRuleTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  /** Hours before now, and what happened then; maintenance from one hour to another. */
  @ParameterizedTest(name = "{0} / {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # history                                  | maintenance  | share   | passing | failing | maint. | unknown | n/a | unrec.
                                                     |              |         | 0       | 0       | 0      | 0       | 0   | 24
          100 passing                                |              | 1.00000 | 24      | 0       | 0      | 0       | 0   | 0
          24 passing                                 |              | 1.00000 | 24      | 0       | 0      | 0       | 0   | 0
          100 failing                                |              | 0.00000 | 0       | 24      | 0      | 0       | 0   | 0
          100 passing, 6 failing                     |              | 0.75000 | 18      | 6       | 0      | 0       | 0   | 0
          100 passing, 6 failing, 3 passing          |              | 0.87500 | 21      | 3       | 0      | 0       | 0   | 0
          12 passing                                 |              | 1.00000 | 12      | 0       | 0      | 0       | 0   | 12
          100 passing, 12 unknown                    |              | 1.00000 | 12      | 0       | 0      | 12      | 0   | 0
          100 unknown                                |              |         | 0       | 0       | 0      | 24      | 0   | 0
          100 pending, 20 passing, 4 stale           |              | 1.00000 | 16      | 0       | 0      | 8       | 0   | 0
          100 failing, 20 unknown, 4 passing         |              | 0.50000 | 4       | 4       | 0      | 16      | 0   | 0
          100 not-applicable, 6 failing              |              | 0.00000 | 0       | 6       | 0      | 0       | 18  | 0
          100 passing, 6 removed                     |              | 1.00000 | 18      | 0       | 0      | 0       | 0   | 6
          100 passing, 6 removed, 2 failing          |              | 0.90000 | 18      | 2       | 0      | 0       | 0   | 4
          100 passing, 6 failing                     | 6 to 0       | 1.00000 | 18      | 0       | 6      | 0       | 0   | 0
          100 passing, 6 failing                     | 8 to 4       | 0.80000 | 16      | 4       | 4      | 0       | 0   | 0
          100 passing, 6 failing, 5 passing          | 7 to 4       | 1.00000 | 21      | 0       | 3      | 0       | 0   | 0
          100 passing                                | 100 to -100  |         | 0       | 0       | 24     | 0       | 0   | 0
          100 passing                                | 30 to 22     | 1.00000 | 22      | 0       | 2      | 0       | 0   | 0
          100 passing, 3 unknown                     | 6 to 1       | 1.00000 | 18      | 0       | 5      | 1       | 0   | 0
          100 passing, -5 failing                    |              | 1.00000 | 24      | 0       | 0      | 0       | 0   | 0
          """)
  void accountsForEveryHour(
      String history,
      String maintenance,
      BigDecimal share,
      long passing,
      long failing,
      long planned,
      long unknown,
      long notApplicable,
      long unrecorded) {
    Uptime uptime = UptimeRule.of(history(history), maintenance(maintenance), DAY, NOW);

    assertThat(uptime)
        .isEqualTo(
            new Uptime(
                DAY,
                Duration.ofHours(passing),
                Duration.ofHours(failing),
                Duration.ofHours(planned),
                Duration.ofHours(unknown),
                Duration.ofHours(notApplicable),
                Duration.ofHours(unrecorded)));
    assertThat(uptime.share()).isEqualTo(Optional.ofNullable(share));
  }

  @ParameterizedTest
  @EnumSource(ItemState.class)
  void onlyPassingAndFailingCountAndWhoeverAcceptsAFailureDoesNotUndoIt(ItemState state) {
    Uptime uptime =
        UptimeRule.of(List.of(Held.of(NOW.minus(DAY), state)), MaintenanceWindows.NONE, DAY, NOW);

    boolean counts = Set.of(ItemState.PASSING, ItemState.FAILING, ItemState.WAIVED).contains(state);
    assertThat(uptime.counted()).isEqualTo(counts ? DAY : Duration.ZERO);
    assertThat(uptime.excluded()).isEqualTo(counts ? Duration.ZERO : DAY);
  }

  @Test
  void whatFailedForAMomentWasNotUpAllTheTime() {
    Instant failed = NOW.minus(Duration.ofDays(3));
    Uptime uptime =
        UptimeRule.of(
            List.of(
                Held.of(NOW.minus(Duration.ofDays(60)), ItemState.PASSING),
                Held.of(failed, ItemState.FAILING),
                Held.of(failed.plusMillis(200), ItemState.PASSING)),
            MaintenanceWindows.NONE,
            Duration.ofDays(30),
            NOW);

    assertThat(uptime.share()).contains(new BigDecimal("0.99999"));
  }

  @Test
  void maintenanceThatComesAgainIsLeftOutEachTime() {
    MaintenanceWindows nightly =
        MaintenanceWindows.of(
            List.of(
                new Maintenance(
                    "backup",
                    new Maintenance.Recurring(
                        "0 2 * * *", ZoneId.of("Europe/Paris"), Duration.ofHours(1)))));

    Uptime uptime =
        UptimeRule.of(
            List.of(Held.of(NOW.minus(Duration.ofDays(60)), ItemState.FAILING)),
            nightly,
            Duration.ofDays(7),
            NOW);

    assertThat(uptime.maintenance()).isEqualTo(Duration.ofHours(7));
    assertThat(uptime.failing()).isEqualTo(Duration.ofHours(161));
  }

  @Test
  void thePartsAlwaysAddUpToTheWindow() {
    Random random = new Random(11);
    ItemState[] states = ItemState.values();
    for (int round = 0; round < 500; round++) {
      List<Held> history = new ArrayList<>();
      Instant at = NOW.minus(Duration.ofDays(40));
      while (at.isBefore(NOW.plus(Duration.ofDays(1)))) {
        int state = random.nextInt(states.length + 1);
        history.add(
            new Held(at, state == states.length ? Optional.empty() : Optional.of(states[state])));
        at = at.plusMillis(random.nextLong(Duration.ofDays(4).toMillis()));
      }
      Uptime uptime = UptimeRule.of(history, maintenance("300 to 200"), Duration.ofDays(30), NOW);

      assertThat(uptime.counted().plus(uptime.excluded())).isEqualTo(uptime.window());
      assertThat(
              uptime
                  .maintenance()
                  .plus(uptime.unknown())
                  .plus(uptime.notApplicable())
                  .plus(uptime.unrecorded()))
          .isEqualTo(uptime.excluded());
    }
  }

  private static List<Held> history(String words) {
    List<Held> history = new ArrayList<>();
    for (String word : words == null ? new String[0] : words.split(", ", -1)) {
      String[] parts = word.split(" ", -1);
      history.add(
          new Held(
              hoursAgo(parts[0]),
              parts[1].equals("removed")
                  ? Optional.empty()
                  : Optional.of(ItemState.ofWord(parts[1]))));
    }
    return history;
  }

  private static MaintenanceWindows maintenance(String words) {
    if (words == null) {
      return MaintenanceWindows.NONE;
    }
    String[] parts = words.split(" to ", -1);
    return MaintenanceWindows.of(
        List.of(
            new Maintenance(
                "update", new Maintenance.Once(hoursAgo(parts[0]), hoursAgo(parts[1])))));
  }

  private static Instant hoursAgo(String hours) {
    return NOW.minus(Duration.ofHours(Long.parseLong(hours)));
  }
}
