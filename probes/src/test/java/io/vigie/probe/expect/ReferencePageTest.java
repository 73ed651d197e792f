package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that authors read says what the code does. */
class ReferencePageTest {

  private static final Path PAGE = Path.of("../docs/reference/expectations.md");
  private static final Map<String, Object> FACTS =
      Map.of("now", Instant.parse("2026-11-21T08:00:00Z"));
  private static final Pattern ROW = Pattern.compile("\\|.*\\| `(.*)` \\| `(.*)` \\|");

  record Example(String expression, String value) {}

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        examples.add(new Example(row.group(1).replace("\\|", "|"), row.group(2)));
      }
    }
    return examples;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void eachExampleHasTheValueThatThePageGivesIt(Example example) {
    assertThat(Words.found("(" + example.expression + ") == (" + example.value + ")", FACTS))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void eachFunctionHasAnExample(String function) throws IOException {
    Pattern call = Pattern.compile("\\b" + function + "\\(");

    assertThat(examples()).anyMatch(example -> call.matcher(example.expression).find());
    assertThat(Files.readString(PAGE)).containsPattern("(?m)^\\| `(<\\w+>\\.)?" + function + "\\(");
  }

  static Stream<String> functions() {
    return LanguageFunction.ALL.stream().map(LanguageFunction::name);
  }

  @Test
  void theLimitsAreThoseOfTheCode() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            "| %,d characters |".formatted(Limits.EXPRESSION_SIZE),
            "| nesting | %d |".formatted(Limits.PARSE_DEPTH),
            "together | %,d |".formatted(Limits.ITERATIONS),
            "| %,d characters, %d groups deep, a part repeated %,d times, %,d instructions"
                .formatted(
                    Limits.REGEX_LENGTH,
                    Limits.REGEX_DEPTH,
                    Limits.REGEX_REPEATS,
                    Limits.REGEX_PROGRAM_SIZE),
            "| %d Mi characters or elements |".formatted(Limits.VALUE_SIZE >> 20),
            "| %d ms |".formatted(Limits.EVALUATION.toMillis()));
  }
}
