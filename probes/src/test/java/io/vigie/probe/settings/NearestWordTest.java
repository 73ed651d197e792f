package io.vigie.probe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

  @ParameterizedTest
  @CsvSource({"evry, every", "Every, every", "titel, title", "runbok, runbook"})
  void findsTheNearestWord(String word, String nearest) {
    assertThat(NearestWord.to(word, Set.of("every", "title", "runbook", "route")))
        .contains(nearest);
  }

  @Test
  void listsAllWordsWhereNoneIsNear() {
    assertThat(NearestWord.hint("key", "zzzzz", List.of("b", "a"))).isEqualTo("known keys: a, b");
  }
}
