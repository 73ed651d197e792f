package io.vigie.alert.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceTest {

  @ParameterizedTest
  @EnumSource
  void isRecognisedAsItIsKept(Sentence sentence) {
    List<String> values = valuesFor(sentence);
    assertThat(Sentence.in(sentence.of(values.toArray())))
        .contains(new Sentence.Said(sentence, values));
  }

  @ParameterizedTest
  @EnumSource
  void saysAllOfItInEitherLanguage(Sentence sentence) {
    Sentence.Said said = new Sentence.Said(sentence, valuesFor(sentence));
    for (String told : List.of(said.inEnglish(), said.inFrench())) {
      assertThat(told).doesNotContain("{");
      said.values().forEach(value -> assertThat(told).contains(value));
    }
  }

  @Test
  void whatSomebodyElseSaidIsNotRecognised() {
    assertThat(Sentence.in("the disk was full")).isEmpty();
    assertThat(Sentence.in("")).isEmpty();
    assertThat(Sentence.in("depends on")).isEmpty();
  }

  @Test
  void aValueIsNoTemplate() {
    Sentence.Said said = Sentence.in(Sentence.UNTIL.of("{t}", "{w} \\ $1")).orElseThrow();
    assertThat(said.inFrench()).isEqualTo("jusqu'au {t}\u00A0: {w} \\ $1");
  }

  @Test
  void aFloodIsToldAsItIsKept() {
    assertThat(Sentence.in("waived by " + " until : ".repeat(5_000))).isEmpty();
  }

  /** One value for each place, as long as it may be and with what may mislead. */
  private static List<String> valuesFor(Sentence sentence) {
    List<String> values = new ArrayList<>();
    for (String kind : sentence.kinds()) {
      values.add(
          switch (kind) {
            case "n" -> "12";
            case "w" -> "chrona/production/CH-001";
            default -> "the pool, with (brackets)";
          });
    }
    return values;
  }
}
