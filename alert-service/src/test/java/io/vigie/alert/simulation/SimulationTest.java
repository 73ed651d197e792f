package io.vigie.alert.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The promises hold in each of many histories. {@code -Dvigie.histories=} says how many, {@code
 * -Dvigie.seed.from=} from which seed on, {@code -Dvigie.seed=} replays one.
 */
@Tag("simulation")
class SimulationTest {

  private static final Logger LOG = Logger.getLogger("vigie.simulation");
  private static final long HISTORIES = Long.getLong("vigie.histories", 100_000L);

  private static final long FROM = Long.getLong("vigie.seed.from", 0L);

  /** So few show any flaw. */
  private static final long ENOUGH = 2_000;

  @BeforeAll
  static void beQuiet() {
    Logger.getLogger("io.vigie.alert").setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    Logger.getLogger("io.vigie.alert").setLevel(null);
  }

  @Test
  void everyPromiseHoldsInEveryHistory() {
    Long replayed = Long.getLong("vigie.seed");
    if (replayed != null) {
      assertThat(SimulatedHistory.broken(replayed, Flaw::none))
          .as(() -> SimulatedHistory.told(replayed, Flaw::none))
          .isEmpty();
      return;
    }
    LOG.info(() -> HISTORIES + " histories, -Dvigie.seed.from=" + FROM);
    OptionalLong bad = Histories.firstBroken(FROM, HISTORIES, Flaw::none);
    assertThat(bad).as(() -> SimulatedHistory.told(bad.getAsLong(), Flaw::none)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aFlawIsFound(Flaws flaw) {
    assertThat(Histories.firstBroken(0, ENOUGH, flaw::made)).as("a broken promise").isPresent();
  }
}
