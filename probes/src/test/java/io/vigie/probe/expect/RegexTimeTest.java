package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Patterns that take a backtracking engine longer than the universe will last. The bound is
 * generous, because machines that test are busy: it tells milliseconds from ages.
 */
@Isolated("It measures time or memory.")
class RegexTimeTest {

  private static final String LONG = "a".repeat(64 * 1024) + "!";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "^(.*a){12}$",
        "(x+x+)+y",
        "^([a-z]+)*b$",
        "^(([a-z])+.)+[A-Z]([a-z])+$"
      })
  void aPatternTakesTimeInProportionToTheText(String pattern) {
    Words.found("!body.matches('" + pattern + "')", Map.of("body", "warm"));
    long startedAt = System.nanoTime();

    String found = Words.found("!body.matches('" + pattern + "')", Map.of("body", LONG));

    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
    assertThat(found)
        .satisfiesAnyOf(
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).startsWith("evaluation must end within 200ms"));
  }

  /** Alone, without the limit on an evaluation's time, the engine is as quick. */
  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "^(a|aa)+$"})
  void theEngineItselfIsLinear(String pattern) {
    com.google.re2j.Pattern compiled = Regex.compile(pattern);
    compiled.matcher(LONG).find();
    long startedAt = System.nanoTime();

    boolean matches = compiled.matcher(LONG).find();

    assertThat(matches).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
  }
}
