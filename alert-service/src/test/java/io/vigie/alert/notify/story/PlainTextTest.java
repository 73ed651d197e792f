package io.vigie.alert.notify.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @Test
  void aLineIsOneLineAndReadsInItsDirection() {
    assertThat(PlainText.line("a\r\nb\u0007c\u2028d\u202Ee\u200Bf\uD800g", 100))
        .isEqualTo("a b c d e f g");
    assertThat(PlainText.line("  \n ", 100)).isEmpty();
  }

  @Test
  void aBlockKeepsItsLinesAndNoneLooksLikeOneOfOurs() {
    assertThat(PlainText.block("a\r\n\tb\u0007\u2029c\nSince: never\n", 100))
        .isEqualTo("a\n    \tb  c\n    Since: never");
  }

  @Test
  void emojiAndAccentsArePlain() {
    assertThat(PlainText.line("é 😀 ■ 漢", 100)).isEqualTo("é 😀 ■ 漢");
  }

  @Test
  void cutsAtCharactersAndKeepsTheLimit() {
    String text = "aé漢😀".repeat(10);
    for (int limit = 1; limit <= text.length() + 1; limit++) {
      String cut = PlainText.cut(text, limit);
      assertThat(cut.length()).isLessThanOrEqualTo(limit);
      assertThat(whole(cut)).isTrue();
    }
    assertThat(PlainText.cut(text, text.length())).isEqualTo(text);
    assertThat(PlainText.cut("😀😀", 1)).isEqualTo("…");
    assertThat(PlainText.cut("😀😀", 2)).isEqualTo("…");
  }

  @Test
  void cutsAtCharactersAndKeepsTheLimitInBytes() {
    String text = "aé漢😀".repeat(10);
    int bytes = PlainText.bytes(text);
    for (int limit = 3; limit <= bytes + 1; limit++) {
      String cut = PlainText.cutToBytes(text, limit);
      assertThat(PlainText.bytes(cut)).isLessThanOrEqualTo(limit);
      assertThat(whole(cut)).isTrue();
    }
    assertThat(PlainText.cutToBytes(text, bytes)).isEqualTo(text);
  }

  private static boolean whole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Test
  void anAddressOfTheWebIsALink() {
    assertThat(PlainText.link("https://example.com/runbook#é"))
        .contains("https://example.com/runbook#%C3%A9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https:///nohost",
        "see the wiki",
        "https://evil.example/|<!here>",
        "https://example.com/\nX: y",
        ""
      })
  void everythingElseIsNot(String text) {
    assertThat(PlainText.link(text)).isEmpty();
  }
}
