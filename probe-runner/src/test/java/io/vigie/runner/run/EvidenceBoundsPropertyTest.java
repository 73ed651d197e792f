package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Evidence.Phase;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runner.secret.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a target says, what leaves the runner is small and harms nobody who shows it. */
class EvidenceBoundsPropertyTest {

  private static final long SEED = Long.getLong("vigie.seed", 20_260_802L);
  private static final int ROUNDS = 60;
  private static final int OUTCOME = 32 * 1024;

  /** What targets say to harm whoever stores or shows it. */
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\u001b[2J\u001b]0;owned\u0007\u009b31m",
          "\r\nSet-Cookie: a=b\r\n",
          "\u202egpj.exe\u2066\u2069\u200e\u061c",
          "\u0000\u0001\u007f\u0085\u2028\u2029",
          "\uD83D",
          "\uDE00",
          "\uFFFE\uFFFF\uFEFF",
          new String(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF}, StandardCharsets.UTF_8),
          "\"\\\"\\",
          "${jndi:ldap://x}",
          "€漢😀",
          "a",
          " ");

  private final Random dice = new Random(SEED);

  @Test
  void whatIsSerialisedFitsWhateverItIsMadeOf() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Evidence evidence = evidence();

      Evidence bounded = new EvidenceBounds(Redactor.of(List.of())).applyTo(evidence);

      String json = WireCodec.newMapper().writeValueAsString(bounded);
      assertThat(json.getBytes(StandardCharsets.UTF_8).length)
          .as("round %d", round)
          .isLessThanOrEqualTo(EvidenceBounds.TOTAL);
      assertThat(WireCodec.newMapper().readValue(json, Evidence.class)).isEqualTo(bounded);
      assertInert(json);
    }
  }

  @Test
  void whatIsSaidOfAnOutcomeFitsToo() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      List<Unmet> unmet = new ArrayList<>();
      for (int i = dice.nextInt(200); i > 0; i--) {
        unmet.add(new Unmet(text(9000), text(9000)));
      }
      Outcome hostile = new Failed(new Failure(text(900), text(900), text(9000), unmet));

      Outcome bounded = new EvidenceBounds(Redactor.of(List.of())).applyTo(hostile);

      String json = WireCodec.newMapper().writeValueAsString(bounded);
      assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(OUTCOME);
      assertThat(((Failed) bounded).failure().summary()).doesNotContain("\n", "\t");
      assertInert(json);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x1B, 0x7F, 0x85, 0x9B, 0x200F, 0x202E, 0x2028, 0x2067, 0x61C, 0xFFFE})
  void aCharacterThatHarmsIsShownAsOneThatDoesNot(int character) {
    assertThat(BoundedText.withoutControls("a" + (char) character + "b")).isEqualTo("a\uFFFDb");
  }

  private static void assertInert(String json) {
    assertThat(json.chars().filter(EvidenceBoundsPropertyTest::harms).toArray()).isEmpty();
    assertThat(json).doesNotContain("\\u00", "\\ud", "\\uD");
  }

  private static boolean harms(int c) {
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x61C;
    boolean ends = c == 0x2028 || c == 0x2029 || c == 0x85;
    return Character.isISOControl(c) || turns || ends || c == 0x200E || c == 0x200F || c >= 0xFFFE;
  }

  private Evidence evidence() {
    Map<String, String> facts = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    List<Phase> phases = new ArrayList<>();
    int many = 1 + dice.nextInt(dice.nextBoolean() ? 5 : 300);
    for (int i = 0; i < many; i++) {
      facts.put(i + text(200), text(dice.nextBoolean() ? 20 : 6000));
      numbers.put(i + text(100), dice.nextBoolean() ? -Double.MAX_VALUE / 3 : dice.nextDouble());
      phases.add(new Phase(text(200), Duration.ofNanos(dice.nextLong())));
    }
    return new Evidence(facts, numbers, phases, Optional.of(text(100_000)), dice.nextBoolean());
  }

  private String text(int most) {
    StringBuilder text = new StringBuilder();
    String favourite = HOSTILE.get(dice.nextInt(HOSTILE.size()));
    int length = dice.nextInt(most);
    while (text.length() < length) {
      text.append(dice.nextBoolean() ? favourite : HOSTILE.get(dice.nextInt(HOSTILE.size())));
    }
    return text.toString();
  }
}
