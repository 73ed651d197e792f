package io.vigie.probe.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationCacheTest {

  private final ExpectationCache cache = new ExpectationCache(2);

  @Test
  void compilesTheSameOnlyOnce() {
    Expectations first = get("http", "status == 1");

    assertThat(get("http", "status == 1")).isSameAs(first);
    assertThat(get("tls", "status == 1")).isNotSameAs(first);
  }

  @Test
  void forgetsWhatWasNotUsedForTheLongestTime() {
    Expectations first = get("http", "status == 1");
    Expectations second = get("http", "status == 2");
    assertThat(get("http", "status == 1")).isSameAs(first);

    get("http", "status == 3");

    assertThat(cache.size()).isEqualTo(2);
    assertThat(get("http", "status == 1")).isSameAs(first);
    assertThat(get("http", "status == 2")).isNotSameAs(second);
  }

  @Test
  void saysWhatDoesNotCompile() {
    assertThatThrownBy(() -> get("http", "statsu == 1")).hasMessageContaining("statsu");
  }

  private Expectations get(String kind, String expression) {
    return cache.get(kind, Words.VOCABULARY, List.of(expression));
  }
}
