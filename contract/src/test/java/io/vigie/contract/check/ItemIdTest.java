package io.vigie.contract.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.job.RunId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIdTest {

  private static final Instant DUE = Instant.parse("2026-11-20T09:41:00Z");
  private final ItemId item = new ItemId("chrona", "production", "CH-089");

  @Test
  void readsTheTextThatItWrites() {
    assertThat(ItemId.parse(item.toString())).isEqualTo(item);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "chrona", "chrona/production", "a/b/c/d", "A/b/c", "a/b/", "a/b/-c"})
  void refusesWhatNamesNoItem(String text) {
    assertThatThrownBy(() -> ItemId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("item id: ");
  }

  @Test
  void givesTheSameRunToWhoeverOrdersIt() {
    assertThat(RunId.of(item, DUE)).isEqualTo(RunId.of(ItemId.parse(item.toString()), DUE));
    assertThat(RunId.of(item, DUE)).isNotEqualTo(RunId.of(item, DUE.plusSeconds(1)));
  }

  @Test
  void givesTheSameIncidentToWhoeverReplaysTheResult() {
    assertThat(IncidentId.of(item, DUE)).isEqualTo(IncidentId.of(item, DUE));
    assertThat(IncidentId.of(item, DUE).value()).isNotEqualTo(RunId.of(item, DUE).value());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, 366L * 24 * 3_600_000 + 1})
  void refusesAnIntervalOutsideItsLimits(long millis) {
    Duration interval = Duration.ofMillis(millis);

    assertThatThrownBy(() -> new Schedule.Every(interval, Duration.ZERO))
        .hasMessage("every: must be 1s to 366d, was " + interval);
  }

  @Test
  void refusesThresholdsThatCanNeverBeMet() {
    assertThatThrownBy(() -> new Thresholds(3, 2, 1))
        .hasMessage("fails: must be n of m with 1 <= n <= m <= 20, was 3 of 2");
    assertThatThrownBy(() -> new Thresholds(1, 1, 0))
        .hasMessage("recovers: must be 1 to 20, was 0");
  }
}
