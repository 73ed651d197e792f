package io.vigie.probe.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.database.TdsColumn.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as SQL Server writes them; the bytes are those of the protocol's description. */
class TdsValuesTest {

  private static Object value(int type, int scale, String hex) {
    return TdsValues.of(
        new TdsColumn("x", type, Size.FIXED, scale, StandardCharsets.UTF_8),
        HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "30, ff, 255",
    "34, feff, -2",
    "38, ffffff7f, 2147483647",
    "7f, ffffffffffffffff, -1",
    "26, 0100, 1",
  })
  void readsWholeNumbers(String type, String hex, long expected) {
    assertThat(value(Integer.parseInt(type, 16), 0, hex)).isEqualTo(expected);
  }

  @Test
  void readsNumbersWithDecimals() {
    assertThat(value(0x6a, 2, "01e2040000")).isEqualTo(12.5);
    assertThat(value(0x6c, 0, "0005000000")).isEqualTo(-5L);
    assertThat(value(0x3c, 0, "00000000d4300000")).isEqualTo(1.25);
    assertThat(value(0x7a, 0, "2ccfffff")).isEqualTo(-1.25);
    assertThat(value(0x3e, 0, "000000000000f83f")).isEqualTo(1.5);
    assertThat(value(0x3b, 0, "cdcccc3d")).isEqualTo(0.1);
  }

  @Test
  void readsTimes() {
    assertThat(value(0x3d, 0, "0000000000000000")).isEqualTo(Instant.parse("1900-01-01T00:00:00Z"));
    assertThat(value(0x3d, 0, "ffffffff2c010000")).isEqualTo(Instant.parse("1899-12-31T00:00:01Z"));
    assertThat(value(0x3a, 0, "01000200")).isEqualTo(Instant.parse("1900-01-02T00:02:00Z"));
    assertThat(value(0x28, 0, "5b950a")).isEqualTo(Instant.parse("1900-01-01T00:00:00Z"));
    assertThat(value(0x2a, 0, "0100005b950a")).isEqualTo(Instant.parse("1900-01-01T00:00:01Z"));
    assertThat(value(0x2b, 0, "0100005b950a3c00")).isEqualTo(Instant.parse("1900-01-01T00:00:01Z"));
    assertThat(value(0x29, 7, "8096980000")).isEqualTo("00:00:01");
  }

  @Test
  void readsTheRest() {
    assertThat(value(0x68, 0, "01")).isEqualTo(true);
    assertThat(value(0xe7, 0, "4100e900")).isEqualTo("Aé");
    assertThat(value(0xa5, 0, "00ff")).isEqualTo("00ff");
    assertThat(value(0x24, 0, "00112233445566778899aabbccddeeff"))
        .isEqualTo("33221100-5544-7766-8899-AABBCCDDEEFF");
    assertThat(value(0x62, 0, "380007000000")).isEqualTo(7L);
    assertThat(value(0x62, 0, "6a020902010a000000")).isEqualTo(0.1);
  }

  @ParameterizedTest
  @CsvSource({
    "28, ffffff",
    "29, ffffffffff",
    "2a, ff",
    "3d, ffffff7fffffffff",
    "6a, ''",
    "62, 6a02"
  })
  void keepsWhatItCannotRead(String type, String hex) {
    Object value;
    try {
      value = value(Integer.parseInt(type, 16), 7, hex);
    } catch (io.vigie.probe.net.Trouble.Broken broken) {
      assertThat(broken.code()).isEqualTo("protocol-error");
      return;
    }
    assertThat(value).isEqualTo(hex);
  }
}
