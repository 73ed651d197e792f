package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.types.SimpleType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Edges of the functions; what they are for is in the reference page, whose examples are tests. */
class FunctionsTest {

  private static final Map<String, Object> FACTS =
      Map.of(
          "now", Instant.parse("2026-11-21T08:00:00Z"),
          "body", "not one",
          "headerCounts", Map.of("a", 1L, "b", 2L),
          "json", Map.of("cidr", "10.0.0.0/8", "ip", "10.1.2.3", "version", "1.2.10"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "date('2026-11-21T08:00Z') == now",
        "date('2026-11-21T08:00') == now",
        "date(' 2026-11-21 ') < now",
        "date('2024-02-29').getDate() == 29",
        "httpDate('Saturday, 21-Nov-26 08:00:00 GMT') == now",
        "httpDate('Sat Nov 21 08:00:00 2026') == now",
        "httpDate('Sun Nov  6 08:49:37 1994') == httpDate('Sun, 06 Nov 1994 08:49:37 GMT')",
        "httpDate('Sunday, 06-Nov-94 08:49:37 GMT') == httpDate('Sun, 06 Nov 1994 08:49:37 GMT')",
        "age(now) == seconds(0) && age(now + days(1)) == days(-1)",
        "daysUntil(now) == 0 && daysUntil(now + hours(47)) == 1 && daysUntil(now - days(1)) == -1"
      })
  void times(String expression) {
    assertThat(Words.found(expression, FACTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "directives('') == {} && directives(' ; , ;=x') == {}",
        "directives('a=\"x;y,z\"; b') == {'a': 'x;y,z', 'b': ''}",
        "directives('a=\"say \\\\\"hi\\\\\"\"') == {'a': 'say \"hi\"'}",
        "directives('a=1;A=2') == {'a': '1'}",
        "directives('script-src \\'self\\' https:; upgrade') =="
            + " {'script-src': '\\'self\\' https:', 'upgrade': ''}",
        "directives('a=\"open; b') == {'a': '\"open; b'}",
        "parameters('') == {} && parameters('text/html') == {}",
        "parameters('form-data; name=\"a;b\" ; filename=x') == {'name': 'a;b', 'filename': 'x'}",
        "elements('') == [] && elements(' , ') == [] && elements('a') == ['a']",
        "elements('W/\"a,b\", \"c\"') == ['W/\"a,b\"', '\"c\"']",
        "once(headerCounts, 'a') && !once(headerCounts, 'b') && !once(headerCounts, 'c')"
      })
  void headers(String expression) {
    assertThat(Words.found(expression, FACTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip(json.ip) == ip('10.1.2.3') && ip('::1') != ip('127.0.0.1')",
        "!isIP('') && !isIP('1.2.3') && !isIP('01.2.3.4') && !isIP('1.2.3.4.5') && !isIP('a')",
        "!isIP('::ffff:1.2.3.4') && !isIP('fe80::1%eth0') && !isIP('[::1]') && !isIP('1.2.3.4 ')",
        "isIP('0.0.0.0') && isIP('255.255.255.255') && isIP('::') && isIP('2001:db8::')",
        "!ip('255.255.255.255').isGlobalUnicast() && !ip('127.0.0.1').isGlobalUnicast()",
        "!ip('::').isGlobalUnicast() && !ip('ff02::1').isGlobalUnicast()",
        "ip('fe80::1').isLinkLocalUnicast() && ip('ff02::1').isLinkLocalMulticast()",
        "ip('::1').family() == 6",
        "cidr('0.0.0.0/0').containsIP('255.255.255.255') && !cidr('0.0.0.0/0').containsIP('::1')",
        "cidr('10.0.0.1/32').containsIP('10.0.0.1') && !cidr('10.0.0.1/32').containsIP('10.0.0.0')",
        "cidr('2001:db8::/33').containsIP('2001:db8::1')",
        "!cidr('2001:db8::/33').containsIP('2001:db8:8000::1')",
        "cidr(json.cidr).containsIP(ip(json.ip)) && cidr(json.cidr).containsIP(json.ip)",
        "!cidr('10.0.0.0/8').containsCIDR('10.0.0.0/7')",
        "cidr('10.0.0.0/8').containsCIDR(cidr('10.0.0.0/8'))",
        "!cidr('10.0.0.0/8').containsCIDR(cidr('fd00::/8'))",
        "cidr('10.255.3.4/9').masked() == cidr('10.128.0.0/9')",
        "cidr('fd12::1/0').masked() == cidr('::/0')",
        "!isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/08') && !isCIDR('10.0.0.0/8/9')",
        "!isCIDR('/8') && !isCIDR('fd00::/129') && isCIDR('fd00::/128')"
      })
  void addresses(String expression) {
    assertThat(Words.found(expression, FACTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "semver('1.0.0-alpha').isLessThan(semver('1.0.0-alpha.1'))",
        "semver('1.0.0-alpha.1').isLessThan(semver('1.0.0-alpha.beta'))",
        "semver('1.0.0-alpha.beta').isLessThan(semver('1.0.0-beta'))",
        "semver('1.0.0-beta.2').isLessThan(semver('1.0.0-beta.11'))",
        "semver('1.0.0-rc.1').isLessThan(semver('1.0.0'))",
        "semver('2.0.0').isGreaterThan(semver('1.99.99'))",
        "semver('1.2.3+a').compareTo(semver('1.2.3+b')) == 0",
        "!semver('1.2.3').isLessThan(semver('1.2.3'))",
        "semver(json.version).patch() == 10",
        "!isSemver('') && !isSemver('1') && !isSemver('v1.2.3') && !isSemver('1.02.3')",
        "!isSemver('1.2.3-01') && isSemver('1.2.3-0a') && !isSemver('1.2.3-') &&"
            + " !isSemver('a.b.c')",
        "isSemver('v1', true) && isSemver('1.02.3', true) && !isSemver('', true)",
        "!isSemver('1.2.3.4', true) && !isSemver('vv1', true) && !isSemver('1.2', false)",
        "semver('8.0-debian.1', true) == semver('8.0.0-debian.1')"
      })
  void versions(String expression) {
    assertThat(Words.found(expression, FACTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json('7') == 7 && json('1.5') == 1.5 && json('\"x\"') == 'x' && json('null') == null",
        "json('[]') == [] && json('{}') == {} && json(' true ') == true",
        "json('9223372036854775808') > 9.0e18",
        "json(json('{\"inner\": \"{\\\\\"a\\\\\": 1}\"}').inner).a == 1"
      })
  void json(String expression) {
    assertThat(Words.found(expression, FACTS)).isEmpty();
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "date(body) < now          | date(body): must be a date such as 2026-11-21 or"
            + " 2026-11-21T08:00:00Z, was \"not one\"",
        "httpDate(body) < now      | httpDate(body): must be the date of a header such as \"Sat, 21"
            + " Nov 2026 08:00:00 GMT\", was \"not one\"",
        "json(body).a == 1         | json(body): is not JSON: line 1, column 1",
        "json(body + '').a == 1    | json(body + \"\"): is not JSON: line 1, column 1",
        "ip(body).family() == 4    | ip(body): must be an IP address, was \"not one\"",
        "cidr(body).masked() == cidr(body) | cidr(body): must be a block such as 10.0.0.0/8, was"
            + " \"not one\"",
        "cidr('::/0').containsIP(body) | cidr(\"::/0\").containsIP(body): must be an IP address,"
            + " was \"not one\"",
        "semver(body).major() == 1 | semver(body): must be a version such as 1.2.3 or 1.2.3-rc.1"
            + " (semver(text, true) also reads v1.2), was \"not one\"",
        "days(9223372036854775807) > days(1) | days(9223372036854775807): long overflow",
        "semver('1.0.0').isGreaterThan(semver(json.version)) | json.version was \"1.2.10\"",
        "ip(json.ip) == ip('10.0.0.1') | ip(json.ip) was 10.1.2.3"
      })
  void aBadValueIsNamedWithTheFunctionThatItWasGivenTo(String expression, String found) {
    assertThat(Words.found(expression, FACTS)).isEqualTo(found);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "date('2026-02-30') < now           | 6 | must be a date",
        "httpDate('Sun, 21 Nov 2026 08:00:00 GMT') < now | 10 | must be the date of a header",
        "ip('10.0.0.1/8').family() == 4     | 4 | must be an IP address",
        "body == '' && cidr('10.0.0.0/33').containsIP('10.0.0.1') | 20 | must be a block such as",
        "cidr('10.0.0.0/8').containsIP('x') | 31 | must be an IP address, was \"x\"",
        "duration('1 day') > days(1)        | 10 | must be a duration such as 90s or 1h30m",
        "timestamp('2026-11-21') > now      | 11 | must be a date and time with a zone",
        "semver('1.2').major() == 1         | 8 | must be a version"
      })
  void aConstantThatCannotBeRightIsRefusedWhenCompiling(
      String expression, int column, String message) {
    assertThat(Words.problems(expression))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.column()).isEqualTo(column);
              assertThat(problem.message()).startsWith(message);
            });
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ip(status).family() == 4            | ip cannot be applied to int",
        "cidr('10.0.0.0/8') == '10.0.0.0/8'  | == cannot be applied to net.CIDR and string",
        "semver('1.2.3') > semver('1.2.2')   | > cannot be applied to kubernetes.Semver and"
            + " kubernetes.Semver",
        "age(body) > days(1)                 | age cannot be applied to string"
      })
  void aWrongTypeIsRefusedWhenCompiling(String expression, String message) {
    assertThat(Words.problems(expression)).extracting(Problem::message).containsExactly(message);
  }

  @Test
  void ageNeedsAKindThatSaysWhenItLooked() {
    assertThat(Words.found("age(date('2026-01-01')) > days(1)", Map.of()))
        .isEqualTo("age(date(\"2026-01-01\")): this kind does not say when it looked");
  }

  @Test
  void judgingLaterGivesTheSameVerdict() {
    Expectations expectations = Words.compiled("age(date('2026-11-20T08:00:00Z')) == days(1)");

    assertThat(expectations.judge(FACTS)).isEmpty();
    assertThat(expectations.judge(FACTS)).isEmpty();
  }

  @Test
  void theFieldsOfARecordAreKnownWhenCompiling() {
    assertThat(Words.problems("certificates.all(c, c.subjct == 'x')"))
        .extracting(Problem::text)
        .containsExactly("column 23: unknown field \"subjct\"; nearest known field: \"subject\"");
    assertThat(
            Words.found(
                "certificates.all(c, c.subject.startsWith('CN=') && c.left > days(1))",
                Map.of(
                    "certificates",
                    List.of(Map.of("subject", "CN=a", "left", Duration.ofDays(2))))))
        .isEmpty();
    assertThat(Words.VOCABULARY.words().get("now").type()).isEqualTo(SimpleType.TIMESTAMP);
  }
}
