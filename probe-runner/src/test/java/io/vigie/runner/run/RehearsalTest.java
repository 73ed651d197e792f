package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vigie.probe.ProbeKinds;
import io.vigie.runtime.time.ClockProducer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void goesThroughTheKindsThereAreAndEnds() throws Exception {
    long begun = System.nanoTime();

    new Rehearsal(ProbeKinds.discovered(), ClockProducer.system()).perform();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void needsNoHttpKind() {
    Rehearsal rehearsal =
        new Rehearsal(ProbeKinds.of(List.of(FakeKind.seeing(42))), ClockProducer.system());

    assertThatCode(rehearsal::perform).doesNotThrowAnyException();
  }
}
