package io.vigie.flow;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Asks again until an assertion holds, for what another process does in its own time. */
final class Eventually {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Eventually() {}

  /** An assertion that may not hold yet. */
  @FunctionalInterface
  interface Assertion {
    void check() throws Exception;
  }

  static void holds(Duration patience, Assertion assertion) {
    get(
        patience,
        () -> {
          assertion.check();
          return null;
        });
  }

  static <T> T get(Duration patience, Callable<T> question) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return question.call();
      } catch (Exception | AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("did not hold within " + patience + ": " + notYet, notYet);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
