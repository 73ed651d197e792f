package io.vigie.alert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promises hold in each of many histories. {@code -Dvigie.histories=} says how many, {@code
 * -Dvigie.seed=} replays one.
 */
class SimulationTest {

  private static final long HISTORIES = Long.getLong("vigie.histories", 100_000L);

  /** So few show any flaw. */
  private static final long ENOUGH = 2_000;

  @BeforeAll
  static void beQuiet() {
    Logger.getLogger("io.vigie.alert.notify.Lane").setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    Logger.getLogger("io.vigie.alert.notify.Lane").setLevel(null);
  }

  @Test
  void everyPromiseHoldsInEveryHistory() {
    Long replayed = Long.getLong("vigie.seed");
    OptionalLong bad =
        replayed == null ? Histories.firstBroken(HISTORIES, Flaw::none) : OptionalLong.of(replayed);
    assertThat(bad).as(() -> SimulatedHistory.told(bad.getAsLong(), Flaw::none)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFlawIsFound(Flaws flaw) {
    assertThat(Histories.firstBroken(ENOUGH, flaw::made)).as("a broken promise").isPresent();
  }
}
