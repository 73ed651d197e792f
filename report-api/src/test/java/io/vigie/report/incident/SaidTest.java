package io.vigie.report.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.check.Severity;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {

  private static final Incident INCIDENT =
      Sample.of("chrona/production/CH-1", Severity.P0)
          .incident(1, Instant.parse("2026-11-20T12:00:00Z"), Optional.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          until 2026-12-01T00:00:00Z: v2 replaces it | until 2026-12-01 00:00:00 UTC: v2 replaces it
          since 2026-11-20T08:00:00.123Z, ok | since 2026-11-20 08:00:00 UTC, ok
          2026-11-20T08:00:00Z to 2026-11-20T09:00:00Z | 2026-11-20 08:00:00 UTC to 2026-11-20 09:00:00 UTC
          2026-11-20T08:00:00+01:00 | 2026-11-20T08:00:00+01:00
          $1 of 3 failed | $1 of 3 failed
          """)
  void timesInATextStandAsElsewhere(String noted, String read) {
    assertThat(Said.text(noted)).isEqualTo(read);
  }

  @Test
  void whoSawItIsNamedAndHowOften() {
    assertThat(Said.seenBy(seen(new Sightings(1, 1, List.of("paris-1")))))
        .contains("1 runner (paris-1) in 1 run, 1 attempt");
    assertThat(Said.seenBy(seen(new Sightings(12, 14, List.of("a", "b", "c", "d", "e", "f", "g")))))
        .contains("7 runners (a, b, c, d, e and 2 more) in 12 runs, 14 attempts");
  }

  @Test
  void whereNobodyLooksNobodySawIt() {
    assertThat(Said.seenBy(INCIDENT)).isEmpty();
  }

  private static Incident seen(Sightings seen) {
    return Alerts.seen(INCIDENT, seen);
  }
}
