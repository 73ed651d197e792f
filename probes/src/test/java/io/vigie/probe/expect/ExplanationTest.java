package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

  private static final Map<String, Object> FACTS =
      Map.of(
          "status",
          503L,
          "body",
          "service unavailable",
          "json",
          new TreeMap<>(Map.of("state", "up", "uptime", 5L, "list", List.of(1L, 2L))),
          "headers",
          new TreeMap<>(Map.of("server", "nginx", "x-frame-options", "DENY")),
          "cookies",
          List.of(
              new TreeMap<>(Map.of("name", "sid", "secure", true)),
              new TreeMap<>(Map.of("name", "lang", "secure", false))),
          "numbers",
          List.of(1L, 2L, 3L),
          "duration",
          Duration.ofMillis(1500),
          "hsts.maxAge",
          Duration.ofDays(30),
          "hsts.present",
          true,
          "hsts.includeSubDomains",
          false);

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "status == 200                → status was 503",
        "200 == status                → status was 503",
        "status != 503                → status was 503",
        "status in [200, 204]         → status was 503",
        "hsts.maxAge >= days(365)     → hsts.maxAge was 30d",
        "size(body) > 100             → size(body) was 19",
        "status + 1 == 1              → status + 1 was 504",
        "json.list[0] == 7            → json.list[0] was 1",
        "headers['server'] == 'x'     → headers[\"server\"] was \"nginx\"",
        "status in numbers            → status was 503, numbers was [1, 2, 3]",
        "'via' in headers             → headers has: server, x-frame-options",
        "body in headers              → body was \"service unavailable\", headers has: server,"
            + " x-frame-options",
        "json.state == body           → json.state was \"up\", body was \"service unavailable\"",
        "numbers == [1, status]       → numbers was [1, 2, 3], status was 503",
        "false                        → was false"
      })
  void ofAComparisonTheValuesThatItComparesAreShown(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "hsts.includeSubDomains       → hsts.includeSubDomains was false",
        "body.startsWith('hello')     → body was \"service unavailable\"",
        "body.contains(json.state)    → body was \"service unavailable\", json.state was \"up\"",
        "has(json.other)              → has(json.other) was false, json has: list, state, uptime",
        "bool(json.state == 'down')   → json.state was \"up\""
      })
  void ofACallItsArgumentsAreShown(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "!(status == 503)                         → status was 503",
        "!!(status == 200)                        → status was 503",
        "!hsts.present                            → hsts.present was true",
        "status == 503 && hsts.includeSubDomains  → hsts.includeSubDomains was false",
        "status == 503 && body == ''              → body == \"\": body was \"service unavailable\"",
        "status == 200 && body == ''              → status == 200: status was 503",
        "status > 1 && (status < 9 && body != '') → status < 9: status was 503",
        "status == 503 && status != 503           → status != 503: status was 503",
        "status == 200 || duration < seconds(1)   → status == 200: status was 503;"
            + " duration < seconds(1): duration was 1s500ms",
        "hsts.present && (status == 200 || !(body != '')) → status == 200: status was 503;"
            + " !(body != \"\"): body was \"service unavailable\"",
        "!(status == 503 && hsts.present)         → !(status == 503): status was 503;"
            + " hsts.present was true",
        "!(status == 200 || hsts.present)         → hsts.present was true",
        "!(hsts.present && body.startsWith('s'))  → hsts.present was true;"
            + " !body.startsWith(\"s\"): body was \"service unavailable\""
      })
  void ofLogicThePartThatDecidedIsNamed(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "hsts.present ? status == 200 : status == 1  → status == 200: status was 503 (because"
            + " hsts.present was true)",
        "status < 9 ? true : duration < seconds(1)   → duration < seconds(1): duration was 1s500ms"
            + " (because status < 9 was false)",
        "hsts.present ? false : true                 → false: was false (because hsts.present was"
            + " true)",
        "hsts.present && (status > 1 ? body == '' : true) → body == \"\": body was \"service"
            + " unavailable\" (because status > 1 was true)"
      })
  void ofAChoiceTheBranchThatWasTakenIsExplained(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "numbers.all(n, n < 2)          → element 2 of 3 of numbers: n was 2",
        "cookies.all(c, c.secure)       → element 2 of 2 of cookies: c.secure was false, c was"
            + " {name: \"lang\", secure: false}",
        "headers.all(h, headers[h] == 'DENY') → element 1 of 2 of headers: headers[h] was"
            + " \"nginx\", h was \"server\"",
        "numbers.all(n, status == 200)  → status was 503",
        "numbers.exists(n, n > 3)       → none of 3 elements of numbers fits: numbers was [1, 2,"
            + " 3]",
        "numbers.exists_one(n, n > 1)   → 2 of 3 elements of numbers fit: numbers was [1, 2, 3]",
        "!numbers.all(n, n > 0)         → all 3 elements of numbers fit: numbers was [1, 2, 3]",
        "!numbers.exists(n, n > 1)      → element 2 of 3 of numbers: n was 2",
        "!numbers.exists_one(n, n > 2)  → one of 3 elements of numbers fits: numbers was [1, 2, 3]",
        "[].exists(n, n == status)      → none of 0 elements of [] fits: [] was []",
        "numbers.all(n, numbers.all(m, n + m < 5)) → element 2 of 3 of numbers: element 3 of 3 of"
            + " numbers: n + m was 5, m was 3, n was 2",
        "numbers.filter(n, n > 1).size() == 0 → numbers.filter(n, n > 1).size() was 2, numbers was"
            + " [1, 2, 3]",
        "status == 503 && numbers.exists(n, n > 3) → numbers.exists(n, n > 3): none of 3 elements"
            + " of numbers fits: numbers was [1, 2, 3]"
      })
  void ofALoopTheElementThatDecidedIsShownAndHowManyThereAre(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @Test
  void aLongPartIsNamedByItsBeginning() {
    String part = "body == '" + "x".repeat(300) + "'";

    assertThat(Words.found("status == 503 && " + part, FACTS))
        .startsWith("body == \"xxx")
        .contains("x…: body was \"service unavailable\"");
  }

  @Test
  void tellsFalseFromUndecided() {
    List<Verdict> verdicts =
        Words.compiled("status == 503", "status == 200", "json.nothing == 1", "json.uptime")
            .verdicts(FACTS);

    assertThat(verdicts)
        .extracting(verdict -> (Object) verdict.getClass())
        .containsExactly(
            Verdict.Holds.class,
            Verdict.DoesNotHold.class,
            Verdict.Undecided.class,
            Verdict.Undecided.class);
    assertThat(verdicts.get(2).unmet().orElseThrow().found())
        .isEqualTo("json.nothing: no such key; json has: list, state, uptime");
  }

  @Test
  void whatReachesALimitIsUndecided() {
    List<Verdict> verdicts =
        Words.compiled("!numbers.all(a, numbers.all(b, numbers.all(c, a + b + c > 0)))")
            .verdicts(Map.of("numbers", java.util.Collections.nCopies(50, 1L)));

    assertThat(verdicts).first().isInstanceOf(Verdict.Undecided.class);
  }
}
