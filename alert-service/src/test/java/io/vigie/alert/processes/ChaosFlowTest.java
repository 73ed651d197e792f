package io.vigie.alert.processes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed and frozen, a broker that is killed, a database that is stopped at
 * once, at moments made of chance, while items fail and recover. What the channels got is the
 * judge. {@code -Dvigie.chaos.minutes=} says how long, {@code -Dvigie.seed=} which moments; without
 * a seed chance chooses one, and it is printed.
 */
class ChaosFlowTest {

  private static final Duration LASTS =
      Duration.ofMinutes(Integer.getInteger("vigie.chaos.minutes", 2));
  private static final long SEED = Long.getLong("vigie.seed", new Random().nextInt(1_000_000));
  private static final Logger LOG = Logger.getLogger("vigie.chaos");

  private static final int A_FEW = 3;

  private final Random random = new Random(SEED);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  @Tag("chaos")
  void everyFailureIsToldOnceAndClosedWhateverBreaks() {
    LOG.info(() -> LASTS.toMinutes() + " minutes of chaos, again with -Dvigie.seed=" + SEED);
    int interruptions = 0;
    try (Company company = new Company(folder, (int) LASTS.toSeconds() * A_FEW * 2)) {
      long end = System.nanoTime() + LASTS.toNanos();
      while (System.nanoTime() < end) {
        for (int second = random.nextInt(6); second >= 0; second--) {
          company.fleet.flip(random, A_FEW);
          pause(1_000);
        }
        disturb(company);
        interruptions++;
      }
      company.services.forEach(ServiceProcess::awaitReady);
      company.judge("seed " + SEED, interruptions * 2);
    }
  }

  private void disturb(Company company) {
    ServiceProcess service = company.services.get(random.nextInt(Company.SERVICES));
    switch (random.nextInt(5)) {
      case 2 -> {
        service.freeze();
        company.fleet.flip(random, A_FEW);
        pause(1_000L * random.nextInt(15));
        service.goOn();
      }
      case 3 -> company.backstage.killBroker();
      case 4 -> {
        if (company.backstage.mayStopDatabase()) {
          company.backstage.stopDatabaseImmediately();
        } else {
          killAndStart(company, service);
        }
      }
      default -> killAndStart(company, service);
    }
  }

  private void killAndStart(Company company, ServiceProcess service) {
    service.kill();
    company.fleet.flip(random, A_FEW);
    service.startAgain();
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
