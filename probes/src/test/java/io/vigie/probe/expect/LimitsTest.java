package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each limit is reached here, and what is just within it is not. */
class LimitsTest {

  @Test
  void boundsTheSizeOfAnExpression() {
    String atLimit = "body == '" + "x".repeat(Limits.EXPRESSION_SIZE - 10) + "'";

    assertThat(Words.problems(atLimit)).isEmpty();
    assertThat(Words.problems(atLimit + " "))
        .extracting(Problem::message)
        .containsExactly("must have at most 4096 characters, was longer");
  }

  @Test
  void boundsTheDepthOfAnExpression() {
    assertThat(Words.problems(nested(28))).isEmpty();
    assertThat(Words.problems(nested(40)))
        .extracting(Problem::message)
        .containsExactly("must be nested at most 32 deep, was deeper");
  }

  @Test
  void boundsTheStepsOfComprehensions() {
    assertThat(Words.found("numbers.all(n, n > 0)", numbers(Limits.ITERATIONS))).isEmpty();
    assertThat(Words.found("numbers.all(n, n > 0)", numbers(Limits.ITERATIONS + 1)))
        .isEqualTo("must take at most 1000 steps over lists and maps, took more");
    assertThat(Words.found("numbers.all(a, numbers.all(b, a + b > 0))", numbers(40)))
        .startsWith("must take at most 1000 steps");
  }

  @Test
  void boundsTheProgramOfAConstantRegexWhenCompiling() {
    assertThat(Words.problems("body.matches('a{900}')")).isEmpty();
    assertThat(Words.problems("body.matches('(abc){900}')"))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("regular expression: must compile to at most 1000 instructions, was ");
  }

  @Test
  void boundsTheProgramOfAComputedRegexWhenJudging() {
    assertThat(Words.found("body.matches(json + '')", Map.of("body", "a", "json", "(abc){900}")))
        .contains("regular expression: must compile to at most 1000 instructions");
  }

  @Test
  void boundsTheTimeOfARegexOverALargeBody() {
    String alternatives =
        IntStream.range(0, 100).mapToObj(i -> "a.*" + i).collect(Collectors.joining("|"));
    Map<String, Object> facts = Map.of("body", "ab".repeat(512 * 1024));

    long startedAt = System.nanoTime();
    String found = Words.found("!body.matches('(" + alternatives + ")zz$')", facts);

    assertThat(found).startsWith("evaluation must end within 200ms, was stopped after");
    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void boundsTheSizeOfAComputedValue() {
    String doubling = "[body]" + ".map(x, x + x)".repeat(20) + ".size() == 1";

    assertThat(Words.found(doubling, Map.of("body", "x".repeat(1024))))
        .isEqualTo("a computed value must have at most 2097152 characters");
  }

  @Test
  void aLimitIsNotSwallowedByAnAlternative() {
    String doubling = "[body]" + ".map(x, x + x)".repeat(20) + ".size() == 0 || true";

    assertThat(Words.found(doubling, Map.of("body", "x".repeat(1024))))
        .startsWith("a computed value must have at most");
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "status" + ")".repeat(depth) + " == 1";
  }

  private static Map<String, Object> numbers(int count) {
    return Map.of("numbers", LongStream.rangeClosed(1, count).boxed().toList());
  }
}
