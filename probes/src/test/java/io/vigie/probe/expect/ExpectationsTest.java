package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.values.NullValue;
import io.vigie.contract.result.Outcome.Unmet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {

  private static final Map<String, Object> FACTS =
      Map.of(
          "status", 503L,
          "body", "service unavailable",
          "json", Map.of("state", "up", "uptime", 5L, "list", List.of(1L, 2L)),
          "headers", Map.of("server", "nginx", "x-frame-options", "DENY"),
          "cookies",
              List.of(
                  Map.of("name", "sid", "secure", true),
                  new TreeMap<>(Map.of("name", "lang", "secure", false))),
          "numbers", List.of(1L, 2L, 3L),
          "duration", Duration.ofMillis(1500),
          "hsts.maxAge", Duration.ofDays(30),
          "hsts.present", true,
          "hsts.includeSubDomains", false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status == 503",
        "status in [200, 503]",
        "hsts.maxAge >= days(30)",
        "hsts.maxAge == hours(720) && hsts.maxAge == minutes(43200)",
        "duration < seconds(2) && duration == millis(1500)",
        "hsts.present && !hsts.includeSubDomains",
        "json.state == 'up' && json.uptime > 4.5",
        "json.list[1] == 2",
        "has(json.state) && !has(json.other)",
        "headers['x-frame-options'] == 'DENY'",
        "headers.server == 'nginx'",
        "'server' in headers",
        "body.contains('unavailable') && body.matches('^serv.ce')",
        "matches(body, 'unav')",
        "size(body) == 19 && body.size() == 19",
        "cookies.exists(c, c.name == 'sid' && c.secure)",
        "numbers.all(n, n > 0)",
        "json.missing == 1 || status == 503"
      })
  void holds(String expression) {
    assertThat(Words.judged(expression, FACTS)).isEmpty();
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "json.status == 'up'     | json.status: no such key; json has: list, state, uptime",
        "json.list[7] == 1       | json.list[7]: no such index; json.list has 2 elements",
        "json['a b'] == 1        | json[\"a b\"]: no such key; json has: list, state, uptime",
        "headers['via'] == 'x'   | headers[\"via\"]: no such key; headers has: server,"
            + " x-frame-options",
        "json.state.x == 1       | json.state.x: json.state must be a map, is string \"up\"",
        "json.state > 3          | json.state > 3: cannot be applied to string \"up\" and int 3",
        "json.state              | json.state: must be true or false, was \"up\"",
        "status / 0 == 1         | status / 0: / by zero",
        "cookies.all(c, c.path == '/') | c.path: no such key; c has: name, secure"
      })
  void saysWhyItCouldNotBeEvaluated(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @Test
  void saysWhatIsWrongWithAComputedRegex() {
    assertThat(Words.found("body.matches(json.state + '(')", FACTS))
        .endsWith("regular expression: must be valid RE2, was \"up(\": missing closing )");
  }

  @Test
  void saysWhyAFactIsAbsent() {
    Map<String, Object> facts = Map.of("json", new Absent("the body is not JSON: it is empty"));

    assertThat(Words.found("json.state == 'up'", facts))
        .isEqualTo("json: the body is not JSON: it is empty");
    assertThat(Words.found("status == 200", facts)).isEqualTo("status: this answer has none");
  }

  @Test
  void worksOutALazyFactOnceAndOnlyWhenAsked() {
    AtomicInteger asked = new AtomicInteger();
    Map<String, Object> facts =
        Map.of("status", 200L, "json", Lazy.of(() -> Map.of("n", (long) asked.incrementAndGet())));

    assertThat(Words.judged("status == 200", facts)).isEmpty();
    assertThat(asked).hasValue(0);
    assertThat(Words.judged("json.n == 1 && json.n == 1", facts)).isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  void knowsTheNullOfJson() {
    Map<String, Object> facts = Map.of("json", Map.of("gone", NullValue.NULL_VALUE));

    assertThat(Words.judged("json.gone == null", facts)).isEmpty();
    assertThat(Words.found("json.gone == 1", facts)).isEqualTo("json.gone was null");
  }

  @Test
  void reportsEachUnmetExpectationInItsOrder() {
    List<Unmet> unmet = Words.compiled("status == 200", "hsts.present", "body == ''").judge(FACTS);

    assertThat(unmet).extracting(Unmet::expression).containsExactly("status == 200", "body == ''");
  }

  @Test
  void showsALongValueByItsBeginning() {
    assertThat(Words.found("body == ''", Map.of("body", "x".repeat(5000))))
        .isEqualTo("body was \"" + "x".repeat(80) + "… (5000 characters)\"");
  }

  @Test
  void judgesFromManyThreadsAtOnce() throws Exception {
    Expectations expectations = Words.compiled("numbers.all(n, n == status)");
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<List<Unmet>>> tasks =
          IntStream.range(0, 400)
              .mapToObj(
                  i ->
                      (Callable<List<Unmet>>)
                          () ->
                              expectations.judge(
                                  Map.of("status", (long) i, "numbers", List.of((long) i, -1L))))
              .toList();

      for (var judged : threads.invokeAll(tasks)) {
        assertThat(judged.get()).extracting(Unmet::found).first().asString().contains("n was -1");
      }
    }
  }
}
