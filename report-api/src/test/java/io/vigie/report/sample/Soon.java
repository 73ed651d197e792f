package io.vigie.report.sample;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asserts what holds only a little later. */
public final class Soon {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(40);

  private Soon() {}

  /** Repeats the assertion until it holds; fails as it does when it does not within 20 s. */
  public static void holds(Runnable assertion) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
