package io.vigie.probe.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static List<Long> seconds(long limit, Optional<Duration> retryAfter) {
    return Recovery.looks(Duration.ofSeconds(limit), retryAfter).stream()
        .map(Duration::toSeconds)
        .toList();
  }

  @Test
  void asksSeldom() {
    assertThat(seconds(48, Optional.empty())).containsExactly(12L, 24L, 36L, 48L);
  }

  @Test
  void asksNotBeforeItShould() {
    assertThat(seconds(48, Optional.of(Duration.ofSeconds(30)))).containsExactly(30L, 36L, 48L);
    assertThat(seconds(48, Optional.of(Duration.ofSeconds(48)))).containsExactly(48L);
  }

  @Test
  void waitsNoLongerThanTheAuthorWants() {
    assertThat(seconds(4, Optional.of(Duration.ofHours(1)))).containsExactly(1L, 2L, 3L, 4L);
  }
}
