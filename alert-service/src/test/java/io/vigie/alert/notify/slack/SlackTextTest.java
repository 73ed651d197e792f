package io.vigie.alert.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackTextTest {

  @Test
  void escapesExactlyThreeCharacters() {
    assertThat(SlackText.escaped("<a> & b \"c\" *d*", 100))
        .isEqualTo("&lt;a&gt; &amp; b \"c\" *d*");
  }

  @Test
  void neverCutsThroughAnEntityOrACharacter() {
    for (int limit = 1; limit < 40; limit++) {
      String cut = SlackText.escaped("<<<&&&\uD83D\uDE00\uD83D\uDE00>>>", limit);
      assertThat(cut.length()).isLessThanOrEqualTo(Math.max(1, limit));
      assertThat(cut.replaceAll("&(lt|gt|amp);", "")).doesNotContain("&");
      assertThat(cut.codePoints().noneMatch(point -> point >= 0xD800 && point < 0xE000)).isTrue();
    }
  }

  @Test
  void leavesWhatFitsExactly() {
    assertThat(SlackText.escaped("abc", 3)).isEqualTo("abc");
    assertThat(SlackText.escaped("abcd", 3)).isEqualTo("ab…");
    assertThat(SlackText.plain("abcd\nefg", 6)).isEqualTo("abcd …");
  }
}
