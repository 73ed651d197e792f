package io.vigie.probe.mailroundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivedMailTest {

  @Test
  void readsHeadersAsTheyComeOverTheWire() {
    ArrivedMail mail =
        ArrivedMail.of(
            """
            From: =?utf-8?Q?Caf=C3=A9_?= =?utf-8?B?w6l0w6k=?= <a@example.com>\r
            Subject: one\r
             two\r
            \tthree\r
            no header\r
            TO: b@example.com\r
            \r
            X: y\r
            """);

    assertThat(mail.displayName("from")).isEqualTo("Café été");
    assertThat(mail.address("from")).isEqualTo("a@example.com");
    assertThat(mail.address("to")).isEqualTo("b@example.com");
    assertThat(mail.header("subject")).isEqualTo("one two three");
    assertThat(mail.header("x")).isEmpty();
    assertThat(mail.first()).containsOnlyKeys("from", "subject", "to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mx.a; spf=pass | pass | none | mx.a",
        "MX.A 1; SPF=Pass smtp.mailfrom=x@y; dkim=neutral reason=\"no\" | pass | neutral | mx.a",
        "mx.a (c (nested) c); dkim=fail; dkim/1=pass (2048-bit key; ok); spf=softfail | softfail |"
            + " pass | mx.a",
        "mx.a; none | none | none | mx.a",
        "'' | none | none | ''",
        "garbage ((( ;;;=== spf=pass | none | none | garbage",
      })
  void readsWhatTheReceivingServerFoundOut(String header, String spf, String dkim, String server) {
    AuthenticationResults results = AuthenticationResults.of(List.of(header));

    assertThat(results.of("spf")).isEqualTo(spf);
    assertThat(results.of("dkim")).isEqualTo(dkim);
    assertThat(results.server()).isEqualTo(server);
  }

  /** Whoever sends a mail can write such a header too, but not above that of who receives it. */
  @Test
  void believesTheTopmostOnly() {
    AuthenticationResults results =
        AuthenticationResults.of(List.of("mx.mine; spf=fail", "mx.mine; spf=pass; dkim=pass"));

    assertThat(results.of("spf")).isEqualTo("fail");
    assertThat(results.of("dkim")).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "=?utf-8?B?R3LDvMOfZQ==?=, Grüße",
    "=?ISO-8859-1?q?Gr=FC=DFe?=, Grüße",
    "=?nothing?B?YQ==?=, =?nothing?B?YQ==?=",
    "=?utf-8?B?!!?=, =?utf-8?B?!!?=",
    "=?utf-8?Q?=ZZ?=, =?utf-8?Q?=ZZ?="
  })
  void readsEncodedWords(String header, String read) {
    assertThat(EncodedWords.decoded(header)).isEqualTo(read);
  }

  @Test
  void aHostileHeaderTakesNoTime() {
    long from = System.nanoTime();
    AuthenticationResults results =
        AuthenticationResults.of(List.of("(".repeat(60_000) + ")".repeat(60_000)));
    EncodedWords.decoded("=?".repeat(60_000));

    assertThat(results.of("spf")).isEqualTo("none");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
  }
}
