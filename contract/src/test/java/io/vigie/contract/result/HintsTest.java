package io.vigie.contract.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HintsTest {

  private static final int TEXTS = 60_000;
  private static final int LONGEST = 7;

  /** What secrets are made of, whole and in pieces. */
  private static final List<String> PIECES =
      List.of(
          "password",
          "PassWD",
          "pwd",
          "secret",
          "Token",
          "api_key",
          "apiKey",
          "access-key",
          "credential",
          "credentials",
          "authorization",
          "Authorization",
          "bearer",
          "Bearer",
          "basic",
          "digest",
          "\"",
          "'",
          ":",
          "=",
          " ",
          "\t",
          "\n",
          "-",
          ".",
          "_",
          "@",
          "/",
          "://",
          "https",
          "x1y2z3w4v5",
          "abcdefghij0123456789",
          "eyJhbGciOiJub25lIn0",
          "eyJ",
          "ghp_",
          "github_pat_",
          "glpat-",
          "xoxb-",
          "xapp-",
          "sk_live_",
          "rk_test_",
          "AKIA0123456789ABCDEF",
          "ASIA",
          "AIza",
          "SG.",
          "npm_",
          "4111 1111 1111 1111",
          "4111111111111111",
          "411111",
          "-----BEGIN RSA PRIVATE KEY-----",
          "PRIVATE KEY",
          "user",
          "ok");

  @Test
  void overlookNothingThatIsMasked() {
    var random = new Random(20261121);
    int masked = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random);
      String whole = TokenShapes.masked(text, Hints.ALL);
      assertThat(TokenShapes.masked(text)).as(text).isEqualTo(whole);
      masked += whole.equals(text) ? 0 : 1;
    }
    assertThat(masked).isGreaterThan(TEXTS / 50);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = 1 + random.nextInt(LONGEST); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "headers.content-type",
        "application/json",
        "Sat, 21 Nov 2026 08:20:00 GMT",
        "nginx/1.22.1",
        "127.0.0.1:27080",
        "all 2 expectations hold"
      })
  void hintAtNothingInWhatMostAnswersHold(String text) {
    assertThat(Hints.of(text).none()).isTrue();
  }
}
