package io.vigie.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void isShownForMachinesInUtcAndAsTheTimeGoneBy() {
    Moment moment = new Moment(Instant.parse("2026-11-20T11:47:30.123Z"), NOW);

    assertThat(moment.iso()).isEqualTo("2026-11-20T11:47:30Z");
    assertThat(moment.clock()).isEqualTo("11:47:30");
    assertThat(moment.stamp()).isEqualTo("2026-11-20 11:47:30 UTC");
    assertThat(moment.span()).isEqualTo("12 min");
  }

  @Test
  void namesTheDayWhenItIsNotTheLast() {
    assertThat(new Moment(NOW.minusSeconds(86_399), NOW).brief()).isEqualTo("12:00:01");
    assertThat(new Moment(NOW.minusSeconds(86_400), NOW).brief()).isEqualTo("19 Nov 12:00");
  }
}
