package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilationTest {

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "statsu == 200          | column 1: unknown name \"statsu\"; nearest known name:"
            + " \"status\"",
        "1 == 1 && boddy == ''  | column 11: unknown name \"boddy\"; nearest known name: \"body\"",
        "hsts.maxAg > days(1)   | column 1: unknown name \"hsts.maxAg\"; nearest known name:"
            + " \"hsts.maxAge\"",
        "boddy.size() > 1       | column 1: unknown name \"boddy\"; nearest known name: \"body\"",
        "hsts.zzzzzzzzz         | column 1: unknown name \"hsts.zzzzzzzzz\"; known names:"
            + " hsts.includeSubDomains, hsts.maxAge, hsts.present",
        "hsts.maxAge > day(3)   | column 15: unknown function \"day\"; nearest known function:"
            + " \"days\"",
        "body.matchs('a')       | column 6: unknown function \"matchs\"; nearest known function:"
            + " \"matches\"",
        "status == '200'        | column 8: == cannot be applied to int and string",
        "status + 1             | column 1: must be true or false, is of type int",
        "body                   | column 1: must be true or false, is of type string",
        "days('3') > days(1)    | column 5: days cannot be applied to string",
        "body.matches('(')      | column 14: regular expression: must be valid RE2, was \"(\":"
            + " missing closing )",
        "status ==              | column 10: must be a whole expression, ends too early",
        "status == 200)         | column 14: must be an expression, found \")\" where it cannot"
            + " stand",
        "``                     | column 1: must be an expression, was empty"
      })
  void saysWhatIsWrongAndWhere(String expression, String text) {
    assertThat(Words.problems(expression)).extracting(Problem::text).containsExactly(text);
  }

  @Test
  void tellsWhoWritesOneEqualsSignThatItTakesTwo() {
    assertThat(Words.problems("status = 200"))
        .extracting(Problem::text)
        .first()
        .isEqualTo(
            "column 8: must be an expression, found \"=\" where it cannot stand; equality is"
                + " written ==");
  }

  @Test
  void reportsEveryProblemOfEveryExpression() {
    List<Problem> problems =
        Words.problems("statsu == 1 && boddy == ''", "hsts.present", "status ==");

    assertThat(problems).extracting(Problem::index).containsExactly(0, 0, 2);
    assertThat(problems).extracting(Problem::column).containsExactly(1, 16, 10);
    assertThat(problems.getLast().expression()).isEqualTo("status ==");
  }

  @Test
  void pointsIntoTheLineOfAnExpressionOfSeveralLines() {
    assertThat(Words.problems("status == 1 &&\n  boddy == ''"))
        .extracting(Problem::text)
        .singleElement()
        .asString()
        .contains("unknown name \"boddy\"");
  }

  @Test
  void acceptsAnExpressionWhoseTypeIsKnownOnlyLater() {
    assertThat(Words.problems("json.ok")).isEmpty();
  }

  @Test
  void refusesToBeUsedWhenItDidNotCompile() {
    Compilation rejected = Expectations.compile(Words.VOCABULARY, List.of("statsu == 1"));

    assertThatThrownBy(rejected::orThrow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expect[0]: column 1: unknown name \"statsu\"");
  }
}
