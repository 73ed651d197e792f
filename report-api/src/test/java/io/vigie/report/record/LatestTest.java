package io.vigie.report.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.report.record.Latest.Keyed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatestTest {

  @Test
  void theNewestOfAKeyRemainsWhateverTheOrder() {
    Latest<String, Integer> latest =
        latest(List.of(put("a", 2), put("b", 1), put("a", 3), put("a", 1)));

    assertThat(latest.present()).containsExactly(3, 1);
    assertThat(latest.removed()).isEmpty();
  }

  @Test
  void aTombstoneForgetsWhatCameBefore() {
    Latest<String, Integer> latest = latest(List.of(put("a", 7), remove("a")));

    assertThat(latest.present()).isEmpty();
    assertThat(latest.removed()).containsExactly("a");
  }

  @Test
  void whatComesAfterATombstoneCountsHoweverOldItsVersion() {
    Latest<String, Integer> latest = latest(List.of(put("a", 7), remove("a"), put("a", 1)));

    assertThat(latest.present()).containsExactly(1);
    assertThat(latest.removed()).containsExactly("a");
  }

  private static Latest<String, Integer> latest(List<Keyed<String, Integer>> batch) {
    return Latest.of(batch, Math::max);
  }

  private static Keyed<String, Integer> put(String key, int version) {
    return new Keyed<>(key, Optional.of(version));
  }

  private static Keyed<String, Integer> remove(String key) {
    return new Keyed<>(key, Optional.empty());
  }
}
