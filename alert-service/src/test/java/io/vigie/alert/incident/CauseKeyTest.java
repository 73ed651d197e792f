package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseKeyTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "tls-expired,certificate|h",
    "tls-wrong-host,certificate|h",
    "connection-refused,connection|h",
    "connection-timed-out,connection|h",
    "host-unreachable,connection|h",
    "timeout,connection|h",
    "dns-nxdomain,name|h",
    "dns-timeout,name|h",
    "protocol-error,code|protocol-error|h",
    "no-heartbeat,code|no-heartbeat|h"
  })
  void codesOfOneClassHaveOneKey(String code, String key) {
    assertThat(CauseKey.of(failure(code, "h"))).contains(key);
  }

  @Test
  void anExpectationCountsHoweverItIsWritten() {
    assertThat(CauseKey.of(unmet("status == 200", "h")))
        .isEqualTo(CauseKey.of(unmet("status==200", "h")))
        .isNotEqualTo(CauseKey.of(unmet("status == 204", "h")))
        .isNotEqualTo(CauseKey.of(unmet("status == 200", "g")));
  }

  @Test
  void aPageThatIsNotThereIsNotAServerThatIsDown() {
    assertThat(CauseKey.of(found("status was 404")))
        .isNotEqualTo(CauseKey.of(found("status was 503")))
        .isEqualTo(CauseKey.of(found("status was 404")));
  }

  private static Outcome.Failure found(String found) {
    return new Outcome.Failure(
        "expectation",
        "evaluate",
        found,
        List.of(new Outcome.Unmet("status < 400", found)),
        Optional.of("h"));
  }

  @Test
  void withoutAHostNothingIsInCommon() {
    Outcome.Failure nobody = new Outcome.Failure("timeout", "connect", "timed out", List.of());
    assertThat(CauseKey.of(nobody)).isEmpty();
    assertThat(CauseKey.of(failure("timeout", " "))).isEmpty();
  }

  @Test
  void aKeyIsBounded() {
    assertThat(CauseKey.of(unmet("x".repeat(9_000), "h")).orElseThrow()).hasSize(500);
  }

  @ParameterizedTest
  @CsvSource({
    "certificate|h,the same certificate trouble at h",
    "name|h,the same trouble to resolve h",
    "expectation|a|b|h,the same unmet expectation of h",
    "code|protocol-error|h,the same failure of h",
    "whatever,the same failure of whatever"
  })
  void theKeyIsToldInWords(String key, String words) {
    assertThat(CauseKey.words(key)).isEqualTo(words);
  }

  private static Outcome.Failure failure(String code, String host) {
    return new Outcome.Failure(code, "connect", "broken", List.of(), Optional.of(host));
  }

  private static Outcome.Failure unmet(String expression, String host) {
    return new Outcome.Failure(
        "expectation",
        "evaluate",
        "broken",
        List.of(new Outcome.Unmet(expression, "503")),
        Optional.of(host));
  }
}
