package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void showsEachKindOfValue() {
    assertThat(Values.text("a \"b\"\r\n")).isEqualTo("\"a \\\"b\\\"\\r\\n\"");
    assertThat(Values.text(7L)).isEqualTo("7");
    assertThat(Values.text(true)).isEqualTo("true");
    assertThat(Values.text(NullValue.NULL_VALUE)).isEqualTo("null");
    assertThat(Values.text(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(Values.text(List.of("a", 1L))).isEqualTo("[\"a\", 1]");
    assertThat(Values.text(Map.of("a", List.of()))).isEqualTo("{a: []}");
  }

  @Test
  void showsDurationsAsAuthorsWriteThem() {
    assertThat(Values.text((Object) Duration.ofDays(30))).isEqualTo("30d");
    assertThat(Values.text(Duration.ZERO)).isEqualTo("0s");
    assertThat(Values.text(Duration.ofMillis(-1500))).isEqualTo("-1s500ms");
    assertThat(Values.text(Duration.ofNanos(12_000))).isEqualTo("12µs");
  }

  @Test
  void cutsWhatIsLong() {
    assertThat(Values.text("x".repeat(100))).endsWith("x… (100 characters)\"");
    assertThat(Values.text(LongStream.range(0, 20).boxed().toList()))
        .isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, …]");
  }

  @Test
  void namesTypesAsTheLanguageDoes() {
    assertThat(
            List.of(
                Values.type("s"),
                Values.type(1L),
                Values.type(1.0),
                Values.type(true),
                Values.type(Map.of()),
                Values.type(List.of()),
                Values.type(Duration.ZERO),
                Values.type(Instant.EPOCH),
                Values.type(NullValue.NULL_VALUE)))
        .containsExactly(
            "string", "int", "double", "bool", "map", "list", "duration", "timestamp", "null");
  }
}
