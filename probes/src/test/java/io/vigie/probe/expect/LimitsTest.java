package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit is reached here, and what is just within it is not. */
@Isolated("It measures time or memory.")
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
  void loopsOfAThousandWithinLoopsOfAThousandEndAtOnce() {
    Map<String, Object> facts = numbers(1000);

    long startedAt = System.nanoTime();
    String found = Words.found("!numbers.all(a, numbers.all(b, a + b > 0))", facts);
    String mapped = Words.found("numbers.map(a, numbers.map(b, a + b)).size() == 0", facts);

    assertThat(found).startsWith("must take at most 1000 steps");
    assertThat(mapped).startsWith("must take at most 1000 steps");
    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
  }

  /** Within 1,000 steps there may still be much to do: the time of all of them together counts. */
  @Test
  void boundsTheTimeOfLoopsWhoseStepsAreExpensive() {
    Map<String, Object> facts =
        Map.of("numbers", numbers(900).get("numbers"), "body", "ab".repeat(512 * 1024));

    long startedAt = System.nanoTime();
    String found = Words.found("numbers.all(n, !(body + string(n)).contains('zz'))", facts);

    assertThat(found).startsWith("evaluation must end within 200ms, was stopped after");
    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(Duration.ofSeconds(2));
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

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "(a{1,1000}){1,1000}",
        "((a{1,100}){1,100}){1,100}",
        "(?:a{2}|(?P<n>[])}]{2,900})){2,}",
        "(\\\\x{1000}{40}\\\\Q)\\\\E){40}"
      })
  void boundsRepeatsWithinRepeatsBeforeTheyAreWrittenOut(String pattern) {
    assertThat(Words.problems("body.matches('" + pattern + "')"))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("regular expression: must repeat a part at most 1000 times in all, was ");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "(a{1,20}){1,20}",
        "a{900}",
        "\\\\x{1000}",
        "[{2000}(]{3}",
        "\\\\Q(a{999}){999}\\\\E",
        "^\\\\p{Greek}[[:alpha:]]{2}$",
        "{2000"
      })
  void letsPassWhatDoesNotRepeatTooOften(String pattern) {
    assertThat(Words.problems("body.matches('" + pattern + "')")).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("monsters")
  void aComputedRegexThatIsTooLargeIsUnmetAndNoError(String pattern, String found) {
    assertThat(Words.found("body.matches(json + '')", Map.of("body", "a", "json", pattern)))
        .contains("regular expression: must " + found);
  }

  static Stream<Arguments> monsters() {
    return Stream.of(
        Arguments.of("(a{1,1000}){1,1000}", "repeat a part at most 1000 times in all"),
        Arguments.of("a".repeat(5000), "have at most 4096 characters"),
        Arguments.of("(".repeat(2000) + ")".repeat(2000), "nest at most 100 groups"),
        Arguments.of("(" + "a".repeat(4000) + "){1000}", "come to at most 50000 instructions"));
  }

  @Test
  void aRegexThatIsTooDeepForTheStackIsAProblemAndNoError() throws Exception {
    String deep = "((((((a{1,10}b){1,10}c){1,9}))))";
    assertThat(Regex.problem(deep)).isPresent();
    CompletableFuture<Optional<String>> verdict = new CompletableFuture<>();
    Runnable compiling =
        () -> {
          try {
            verdict.complete(exhaustingTheStack(deep));
          } catch (Throwable e) {
            verdict.completeExceptionally(e);
          }
        };
    new Thread(null, compiling, "small", 256 << 10).start();

    assertThat(verdict.get(30, TimeUnit.SECONDS))
        .contains("regular expression: must be simpler, was nested too deep");
  }

  /** Compiles with ever less stack until it does not suffice. */
  private static Optional<String> exhaustingTheStack(String pattern) {
    Optional<String> problem = Regex.problem(pattern);
    return problem.filter(text -> text.contains("simpler")).isPresent()
        ? problem
        : exhaustingTheStack(pattern);
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

  /** A function is not interrupted, so none may take more than a pass over what it is given. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "directives(body) != {}",
        "directives('a=' + body + 'x') != {}",
        "parameters(body) == {}",
        "elements(body) == []",
        "!isIP(body)",
        "!isCIDR(body)",
        "!isSemver(body, true)",
        "!isSemver('1.2.3-' + body)"
      })
  void functionsTakeTimeInProportionToTheirArgument(String expression) {
    for (String part : List.of(" ", "\t", "/", "0.", "a-", "9", ":", "\"", "\\")) {
      String body = "a" + part.repeat(1_000_000 / part.length());
      long startedAt = System.nanoTime();
      // Whether it holds is of no interest here.
      var _ = Words.found(expression, Map.of("body", body));

      assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
          .as("%s with many <%s>", expression, part)
          .isLessThan(Duration.ofSeconds(3));
    }
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
