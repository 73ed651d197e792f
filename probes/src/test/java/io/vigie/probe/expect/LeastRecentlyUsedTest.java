package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LeastRecentlyUsedTest {

  private final Map<String, Integer> known = LeastRecentlyUsed.ofCapacity(2);

  @Test
  void forgetsWhatWasNotUsedForLongest() {
    known.put("a", 1);
    known.put("b", 2);
    assertThat(known.get("a")).isEqualTo(1);

    known.put("c", 3);

    assertThat(known.keySet()).containsExactly("a", "c");
  }
}
