package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListeningTest {

  private static final Instant T0 = Samples.START;
  private final Listening listening = new Listening();

  @Test
  void tellsNothingWithoutAPartition() {
    assertThat(listening.awakeSince(T0)).isEmpty();
    listening.gained(3, T0);
    listening.lost(3);
    assertThat(listening.awakeSince(T0.plusSeconds(1))).isEmpty();
  }

  @Test
  void countsFromTheLastGain() {
    listening.gained(3, T0);
    assertThat(listening.awakeSince(T0.plusSeconds(1))).contains(T0);
    listening.gained(2, T0.plusSeconds(2));
    assertThat(listening.awakeSince(T0.plusSeconds(3))).contains(T0.plusSeconds(2));
  }

  @Test
  void aBacklogMeansThatWeWereBehind() {
    listening.gained(3, T0);
    listening.read(T0.plusSeconds(3), T0.plusSeconds(4));
    assertThat(listening.awakeSince(T0.plusSeconds(4))).contains(T0);
    listening.read(T0.minusSeconds(60), T0.plusSeconds(5));
    assertThat(listening.awakeSince(T0.plusSeconds(5))).contains(T0.plusSeconds(5));
  }

  @Test
  void aGapBetweenTicksMeansThatWeSlept() {
    listening.gained(3, T0);
    assertThat(listening.awakeSince(T0.plusSeconds(1))).contains(T0);
    Instant woken = T0.plusSeconds(46);
    assertThat(listening.awakeSince(woken)).contains(woken);
    assertThat(listening.awakeSince(woken.plusSeconds(1))).contains(woken);
  }
}
