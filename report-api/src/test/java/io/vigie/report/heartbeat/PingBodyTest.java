package io.vigie.report.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingBodyTest {

  @Test
  void nothingIsNothing() {
    assertThat(read("")).isEqualTo(PingBody.NONE);
  }

  @Test
  void whatFitsIsKeptWhole() {
    String text = "x".repeat(PingBody.LIMIT);

    assertThat(read(text)).isEqualTo(new PingBody(Optional.of(text), false));
  }

  @Test
  void oneByteTooManyIsCutOff() {
    PingBody body = read("x".repeat(PingBody.LIMIT + 1));

    assertThat(body.text().orElseThrow()).hasSize(PingBody.LIMIT);
    assertThat(body.truncated()).isTrue();
  }

  @Test
  void noMoreIsReadThanIsNeeded() throws IOException {
    ByteArrayInputStream endless = new ByteArrayInputStream(new byte[1_000_000]);

    assertThat(PingBody.read(endless).truncated()).isTrue();
    assertThat(endless.available()).isGreaterThan(900_000);
  }

  @Test
  void whatHasTheShapeOfASecretIsTakenOut() {
    PingBody body =
        read(
            "dump of postgresql://joe:hunter22@db.example/app done\n"
                + "PGPASSWORD=k33p-0ut-of-here Authorization: Bearer abcdefghijklmnop1234567890");

    assertThat(body.text().orElseThrow())
        .isEqualTo(
            "dump of postgresql://***@db.example/app done\n"
                + "PGPASSWORD=*** Authorization: Bearer ***");
    assertThat(body.truncated()).isFalse();
  }

  @Test
  void aSecretThatTheCutGoesThroughIsTakenOutToo() {
    String token = "ghp_" + "a1B2".repeat(9);
    PingBody body = read("x".repeat(PingBody.LIMIT - 11) + " " + token + " end of it");

    assertThat(body.text().orElseThrow()).endsWith("x *** end of").doesNotContain("ghp_");
    assertThat(body.truncated()).isTrue();
  }

  @Test
  void aCharacterThatNoDatabaseTakesIsReplaced() {
    assertThat(read("a\0b").text()).contains("a\uFFFDb");
  }

  private static PingBody read(String text) {
    return PingBody.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
