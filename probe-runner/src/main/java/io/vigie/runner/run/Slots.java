package io.vigie.runner.run;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Bounds how many run at once; the others wait in the order in which they came. Thread-safe. */
final class Slots {

  private final int limit;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int taken;

  Slots(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "vigie.runner.max-concurrent: must be at least 1, was " + limit);
    }
    this.limit = limit;
  }

  /** Runs {@code entrant} when it has a slot: now, or when another leaves. */
  void enter(Runnable entrant) {
    synchronized (this) {
      if (taken == limit) {
        waiting.add(entrant);
        return;
      }
      taken++;
    }
    entrant.run();
  }

  /** Gives a slot up, to the one that has waited longest. */
  void leave() {
    next().ifPresent(Runnable::run);
  }

  private synchronized Optional<Runnable> next() {
    Optional<Runnable> next = Optional.ofNullable(waiting.poll());
    if (next.isEmpty()) {
      taken--;
    }
    return next;
  }

  /** Takes one out of the queue; its slot was never taken. */
  synchronized void withdraw(Runnable entrant) {
    // The result is of no interest: it may have got its slot in the meantime.
    var _ = waiting.remove(entrant);
  }

  synchronized int taken() {
    return taken;
  }

  int limit() {
    return limit;
  }
}
