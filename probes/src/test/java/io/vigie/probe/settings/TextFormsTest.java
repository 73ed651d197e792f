package io.vigie.probe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations and sizes as authors write them. */
class TextFormsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "10s, PT10S",
    "5m, PT5M",
    "1h30m, PT1H30M",
    "7d, PT168H",
    "0s, PT0S",
    "90m, PT1H30M"
  })
  void readsDurations(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
    assertThat(DurationText.parse(DurationText.print(duration))).contains(duration);
  }

  @ParameterizedTest
  @CsvSource({"''", "10", "s", "10 s", "10s5m", "1.5h", "-3s", "10S", "99999999999999999999s"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 B",
    "17, 17, 17 B",
    "64 KiB, 65536, 64 KiB",
    "10 MB, 10000000, 10 MB",
    "10MB, 10000000, 10 MB",
    "100 MiB, 104857600, 100 MiB",
    "2 kB, 2000, 2 kB",
    "3 GiB, 3221225472, 3 GiB",
    "1024, 1024, 1 KiB",
    "5 GB, 5000000000, 5 GB"
  })
  void readsSizes(String text, long bytes, String shown) {
    assertThat(Size.parse(text)).contains(new Size(bytes));
    assertThat(new Size(bytes)).hasToString(shown);
    assertThat(Size.parse(shown)).contains(new Size(bytes));
    assertThat(text).matches(Size.PATTERN);
  }

  @ParameterizedTest
  @CsvSource({"''", "MB", "10 megabytes", "1.5 MB", "-3", "10  MB", "10 mb", "999999999999999 GiB"})
  void refusesWhatIsNoSize(String text) {
    assertThat(Size.parse(text)).isEmpty();
  }
}
