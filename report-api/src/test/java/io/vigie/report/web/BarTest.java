package io.vigie.report.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.report.web.Bar.Part;
import io.vigie.report.web.Bar.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {

  @Test
  void partsStandSideBySideInProportion() {
    Bar bar =
        Bar.of(
            List.of(
                new Share("failing", "1 failing", 1),
                new Share("stale", "0 stale", 0),
                new Share("passing", "3 passing", 3)));

    assertThat(bar.parts())
        .containsExactly(new Part(0, 60, "failing"), new Part(60, 180, "passing"));
    assertThat(bar.words()).isEqualTo("1 failing, 3 passing");
  }

  @Test
  void aSmallPartIsStillSeen() {
    Bar bar = Bar.of(List.of(new Share("failing", "1", 1), new Share("passing", "9999", 9999)));

    assertThat(bar.parts().getFirst().width()).isEqualTo(2);
  }

  @Test
  void nothingMakesAnEmptyBar() {
    assertThat(Bar.of(List.of()).parts()).isEmpty();
  }
}
