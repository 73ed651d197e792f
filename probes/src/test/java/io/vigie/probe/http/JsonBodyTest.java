package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.values.NullValue;
import io.vigie.probe.expect.Absent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

  @Test
  void becomesTheValuesOfTheLanguage() {
    Object parsed =
        JsonBody.parsed(
            "{\"s\": \"x\", \"i\": 7, \"d\": 1.5, \"t\": true, \"n\": null, \"l\": [1, [2]]}",
            false,
            "");

    assertThat(parsed)
        .isEqualTo(
            Map.of(
                "s",
                "x",
                "i",
                7L,
                "d",
                1.5,
                "t",
                true,
                "n",
                NullValue.NULL_VALUE,
                "l",
                List.of(1L, List.of(2L))));
  }

  @Test
  void aNumberBeyondAnIntBecomesADouble() {
    assertThat(JsonBody.parsed("9223372036854775807", false, "")).isEqualTo(Long.MAX_VALUE);
    assertThat(JsonBody.parsed("9223372036854775808", false, "")).isEqualTo(0x1p63);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``              | false | the body is not JSON: it is empty",
        "<html>          | false | the body is not JSON: line 1, column 1",
        "{} {}           | false | the body is not JSON: line 1, column 4",
        "{\"a\": 1       | true  | (the body was cut at maxBody)"
      })
  void saysWhyThereIsNone(String body, boolean truncated, String why) {
    assertThat(JsonBody.parsed(body, truncated, ""))
        .isInstanceOfSatisfying(Absent.class, absent -> assertThat(absent.why()).contains(why));
  }

  @Test
  void repeatsNothingOfTheBodyInItsMessage() {
    assertThat(JsonBody.parsed("{\"password\": hunter2}", false, "").toString())
        .doesNotContain("hunter2");
  }

  @Test
  void saysThatTheAnswerIsSomethingElse() {
    assertThat(JsonBody.parsed("<html>", true, "text/html"))
        .isEqualTo(new Absent("the answer is text/html, not JSON"));
    assertThat(JsonBody.parsed("{}", false, "text/plain")).isEqualTo(Map.of());
    assertThat(JsonBody.parsed("<", false, "application/problem+json").toString())
        .contains("the body is not JSON: line 1, column 1");
  }

  @Test
  void nestingHasALimit() {
    assertThat(JsonBody.parsed("[".repeat(100_000), false, "")).isInstanceOf(Absent.class);
  }
}
