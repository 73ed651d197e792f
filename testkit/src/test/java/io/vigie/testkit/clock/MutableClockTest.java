package io.vigie.testkit.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MutableClockTest {

  @Test
  void standsStillUntilMoved() {
    MutableClock clock = MutableClock.at("2026-11-20T08:00:00Z");
    assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(clock.advance(Duration.ofMinutes(1))).isEqualTo("2026-11-20T08:01:00Z");
    clock.advance(Duration.ofHours(-1));
    assertThat(clock.instant()).isEqualTo("2026-11-20T07:01:00Z");
    clock.set(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }
}
