package io.vigie.probe.burst;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Optional<String> DATE = Optional.of("Sat, 21 Nov 2026 05:00:00 GMT");

  @Test
  void readsSecondsAndDates() {
    assertThat(RetryAfter.read("30", Optional.empty())).contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.read("Sat, 21 Nov 2026 05:01:00 GMT", DATE))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.read("Sat, 21 Nov 2026 04:01:00 GMT", DATE)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999", "Sat, 99 Nov 2026 05:01:00 GMT"})
  void doesNotGuess(String text) {
    assertThat(RetryAfter.read(text, DATE)).isEmpty();
  }

  @Test
  void aDateAloneTellsNothing() {
    assertThat(RetryAfter.read("Sat, 21 Nov 2026 05:01:00 GMT", Optional.empty())).isEmpty();
  }
}
