package io.vigie.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RatesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Rates rates = new Rates(4);

  @Test
  void asManyAsAllowedMayComeAtOnceAndThenOneAfterAnother() {
    for (int i = 0; i < 4; i++) {
      assertThat(rates.take("a", NOW)).isEmpty();
    }
    assertThat(rates.take("a", NOW)).contains(Duration.ofSeconds(15));
    assertThat(rates.take("a", NOW.plusSeconds(15))).isEmpty();
    assertThat(rates.take("a", NOW.plusSeconds(15))).contains(Duration.ofSeconds(15));
  }

  @Test
  void whatWasRefusedDoesNotCount() {
    for (int i = 0; i < 40; i++) {
      rates.take("a", NOW);
    }
    assertThat(rates.take("a", NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void oneSubjectDoesNotTakeFromAnother() {
    for (int i = 0; i < 5; i++) {
      rates.take("a", NOW);
    }
    assertThat(rates.take("b", NOW)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackLocksNobodyOut() {
    rates.take("a", NOW.plusSeconds(3600));
    assertThat(rates.take("a", NOW)).isEmpty();
  }

  @Test
  void tenThousandQuietSubjectsAreForgotten() {
    for (int i = 0; i < 30_000; i++) {
      rates.take("subject " + i, NOW.plusSeconds(i));
    }
    assertThat(rates.subjects()).isLessThan(10_001);
  }
}
