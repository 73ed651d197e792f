package io.vigie.runner.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.runtime.time.ClockProducer;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a runner can tell of itself. */
class OwnChecksTest {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** A survivor space is full after every other collection, and nothing is wrong with that. */
  @Test
  void memoryIsThatInWhichObjectsStay() {
    List<String> pools = OwnChecks.lasting().stream().map(MemoryPoolMXBean::getName).toList();

    assertThat(pools).hasSize(1);
    assertThat(pools.getFirst()).doesNotContain("Survivor").doesNotContain("Eden");
  }

  @Test
  void aRunnerThatHasMuchToDoIsNotBlind() {
    List<Control> checks = OwnChecks.all(ClockProducer.system());
    List<byte[]> kept = new ArrayList<>();

    for (int round = 0; round < 200; round++) {
      kept.add(new byte[64 * 1024]);
      byte[] passing = new byte[4 * 1024 * 1024];
      assertThat(passing).isNotEmpty();
    }

    assertThat(kept).hasSize(200);
    assertThat(checks)
        .allSatisfy(check -> assertThat(check.trouble(LIMIT)).isEqualTo(Optional.empty()));
  }
}
