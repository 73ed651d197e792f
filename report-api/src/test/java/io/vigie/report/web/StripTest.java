package io.vigie.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Result;
import io.vigie.report.sample.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);

  @Test
  void theNewestStandsOnTheRight() {
    Strip strip = Strip.of(List.of(ITEM.failed(NOW), ITEM.passed(NOW.minusSeconds(60))), NOW);

    assertThat(strip.ticks())
        .extracting(tick -> tick.x() + " " + tick.slug())
        .containsExactly("590 failed", "580 passed");
  }

  @Test
  void whatDidNotPassIsMarkedByMoreThanColour() {
    Strip strip = Strip.of(List.of(ITEM.failed(NOW), ITEM.passed(NOW.minusSeconds(60))), NOW);

    assertThat(strip.ticks()).extracting(Strip.Tick::notched).containsExactly(true, false);
    assertThat(strip.words()).isEqualTo("Last 2 results: 1 passed, 1 failed");
    assertThat(strip.ticks().getFirst().words())
        .isEqualTo("2026-11-20 12:00:00 UTC: failed, 142 ms");
  }

  @Test
  void onlyTheLastSixtyAreShown() {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      results.add(ITEM.passed(NOW.minusSeconds(i)));
    }

    assertThat(Strip.of(results, NOW).ticks()).hasSize(60).last().extracting("x").isEqualTo(0);
  }

  @Test
  void nothingIsFineToo() {
    assertThat(Strip.of(List.of(), NOW).ticks()).isEmpty();
  }
}
