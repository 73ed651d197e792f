package io.vigie.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseValuesTest {

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "-12, -12",
    "12.00, 12",
    "1e3, 1000",
    "9223372036854775807, 9223372036854775807"
  })
  void readsWholeNumbersAsInt(String text, long number) {
    assertThat(Values.number(text)).isIn(number, (double) number);
    assertThat(Values.number("12.00")).isEqualTo(12L);
  }

  @Test
  void readsOtherNumbersAsDouble() {
    assertThat(Values.number("0.5")).isEqualTo(0.5);
    assertThat(Values.number("1e100")).isEqualTo(1e100);
    assertThat(Values.real("NaN")).isEqualTo(Double.NaN);
  }

  @ParameterizedTest
  @CsvSource({"1e999999999", "''", "abc", "1e-999999999"})
  void spendsNoTimeOnNumbersThatAreNone(String text) {
    assertThat(Values.number(text)).isNotInstanceOf(Long.class);
  }

  @Test
  void readsTimesInUtcAndLeavesTheRestAsText() {
    assertThat(Values.timestamp("2026-01-02 03:04:05.5+00"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05.5Z"));
    assertThat(Values.timestamp("2026-01-02 03:04:05"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(Values.timestamp("infinity")).isEqualTo("infinity");
    assertThat(Values.date("2026-02-30")).isEqualTo("2026-02-30");
    assertThat(Values.date("0000-00-00")).isEqualTo("0000-00-00");
  }

  @Test
  void readsBytesOfMySqlAsTextWhereTheyAreText() {
    assertThat(MySqlValues.of(252, 63, "ok".getBytes(StandardCharsets.UTF_8))).isEqualTo("ok");
    assertThat(MySqlValues.of(252, 63, new byte[] {-1, 0})).isEqualTo("ff00");
    assertThat(MySqlValues.of(16, 63, new byte[] {1, 0})).isEqualTo(256L);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, 16.4 (Debian 16.4-1), 160004",
    "postgresql, 18.4, 180004",
    "postgresql, 9.6.24, 90624",
    "mysql, 8.0.36, 80036",
    "mariadb, 10.11.19-MariaDB-deb12, 101119",
    "mysql, weird, 0"
  })
  void countsVersions(String product, String version, long number) {
    assertThat(VersionNumber.of(product, version)).isEqualTo(number);
  }
}
