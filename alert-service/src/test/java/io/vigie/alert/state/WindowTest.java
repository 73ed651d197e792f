package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.check.Thresholds;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void countsFailuresAmongTheNewest() {
    Window window = new Window("fpf");
    assertThat(window.failuresIn(3)).isEqualTo(2);
    assertThat(window.failuresIn(2)).isEqualTo(1);
    assertThat(window.failuresIn(20)).isEqualTo(2);
  }

  @Test
  void countsPassesAtTheEnd() {
    assertThat(Window.EMPTY.passesInRow()).isZero();
    assertThat(new Window("ppp").passesInRow()).isEqualTo(3);
    assertThat(new Window("pfpp").passesInRow()).isEqualTo(2);
    assertThat(new Window("ppf").passesInRow()).isZero();
  }

  @Test
  void neverGrowsBeyondTheLongestWindow() {
    Window window = Window.EMPTY;
    for (int i = 0; i < 100; i++) {
      window = window.failed();
    }
    assertThat(window.letters()).hasSize(Thresholds.LONGEST_WINDOW);
    assertThatThrownBy(() -> new Window("p".repeat(21))).hasMessageContaining("at most 20");
  }
}
