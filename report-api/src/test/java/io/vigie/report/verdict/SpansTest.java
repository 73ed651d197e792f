package io.vigie.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

  @ParameterizedTest
  @CsvSource({
    "PT-3S, 0 s",
    "PT0S, 0 s",
    "PT59.9S, 59 s",
    "PT1M, 1 min",
    "PT59M59S, 59 min",
    "PT1H, 1 h",
    "PT47H59M, 47 h",
    "PT48H, 2 d",
    "P40D, 40 d"
  })
  void lengthsAreSaidInOneUnit(Duration span, String words) {
    assertThat(Spans.words(span)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.0004S, 0.4 ms",
    "PT0.00996S, 10.0 ms",
    "PT0.142S, 142 ms",
    "PT1.256S, 1.26 s",
    "PT10S, 10.00 s"
  })
  void shortTimesAreSaidPrecisely(Duration span, String words) {
    assertThat(Spans.precise(span)).isEqualTo(words);
  }
}
