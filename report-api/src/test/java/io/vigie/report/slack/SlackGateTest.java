package io.vigie.report.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackGateTest {

  private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
  private static final Instant NOW = Instant.ofEpochSecond(1_531_420_618);
  private static final byte[] BODY = "payload=%7B%7D".getBytes(UTF_8);

  private final SlackGate gate = new SlackGate(SECRET);

  /**
   * Computed with openssl: {@code printf 'v0:1531420618:payload=%7B%7D' | openssl dgst -hmac …}.
   */
  @Test
  void signsAsSlackDoes() {
    assertThat(SlackSignature.of(SECRET, "1531420618", BODY))
        .isEqualTo("v0=90020873e6bbe3b3515fec3b8fc08453f30f6b3fccd4d8a47b757f016b7334ae");
  }

  @Test
  void letsThroughWhatSlackSigned() {
    assertThat(gate.refuses("1531420618", signed("1531420618"), BODY, NOW)).isEmpty();
  }

  @Test
  void refusesWhatItHasSeen() {
    gate.refuses("1531420618", signed("1531420618"), BODY, NOW);

    assertThat(gate.refuses("1531420618", signed("1531420618"), BODY, NOW.plusSeconds(299)))
        .contains("X-Slack-Signature: must be new, was seen before");
  }

  @Test
  void whatWasRefusedIsNotRemembered() {
    byte[] other = "payload=%7B%22%7D".getBytes(UTF_8);
    assertThat(gate.refuses("1531420618", signed("1531420618"), other, NOW)).isPresent();

    assertThat(gate.refuses("1531420618", signed("1531420618"), BODY, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-301, true", "-300, false", "300, false", "301, true", "86400, true"})
  void refusesWhatIsNotFresh(int secondsLater, boolean refused) {
    Instant later = NOW.plus(Duration.ofSeconds(secondsLater));

    assertThat(gate.refuses("1531420618", signed("1531420618"), BODY, later).isPresent())
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v0=",
        "v0=00",
        "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "ü"
      })
  void refusesAnotherSignature(String signature) {
    assertThat(gate.refuses("1531420618", signature, BODY, NOW))
        .contains("X-Slack-Signature: must be made with the signing secret, was not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1531420618", "99999999999999999999", "1531420618.5"})
  void refusesATimeThatIsNone(String timestamp) {
    assertThat(gate.refuses(timestamp, signed(timestamp), BODY, NOW))
        .contains("X-Slack-Request-Timestamp: must lie within 5 minutes, did not");
  }

  @Test
  void refusesWhatIsNotSigned() {
    assertThat(gate.refuses(null, signed("1"), BODY, NOW)).isPresent();
    assertThat(gate.refuses("1531420618", null, BODY, NOW)).isPresent();
  }

  @Test
  void anotherSecretSignsOtherwise() {
    String signature = SlackSignature.of("another", "1531420618", BODY);

    assertThat(gate.refuses("1531420618", signature, BODY, NOW)).isPresent();
  }

  @Test
  void remembersNoMoreThanItHasRoomForAndForgetsWhatIsOld() {
    for (int i = 0; i < 10_000; i++) {
      byte[] body = ("payload=" + i).getBytes(UTF_8);
      assertThat(
              gate.refuses("1531420618", SlackSignature.of(SECRET, "1531420618", body), body, NOW))
          .isEmpty();
    }
    assertThat(gate.refuses("1531420618", signed("1531420618"), BODY, NOW)).isPresent();

    Instant later = NOW.plusSeconds(601);
    String then = Long.toString(later.getEpochSecond());
    assertThat(gate.refuses(then, signed(then), BODY, later)).isEmpty();
  }

  private static String signed(String timestamp) {
    return SlackSignature.of(SECRET, timestamp, BODY);
  }
}
