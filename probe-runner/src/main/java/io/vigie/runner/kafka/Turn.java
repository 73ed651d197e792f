package io.vigie.runner.kafka;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which lane polls. At most one does, or the jobs would be spread thinly over all lanes and leave
 * none free. A lane that has waited long for slow jobs is told to drop them when no other lane is
 * free to poll. Thread-safe.
 */
final class Turn {

  private final AtomicLong movedAt = new AtomicLong(System.nanoTime());
  private int free;
  private boolean taken;
  private boolean over;

  /** Waits for the turn; false when there will be none any more. */
  synchronized boolean take() {
    free++;
    try {
      while (taken && !over) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      free--;
    }
    taken = !over;
    return !over;
  }

  /** Passes the turn on; true when no lane is free to take it. */
  synchronized boolean pass() {
    taken = false;
    notifyAll();
    return free == 0;
  }

  synchronized void end() {
    over = true;
    notifyAll();
  }

  synchronized boolean isOver() {
    return over;
  }

  /** True when nobody polls and no lane is free to. */
  synchronized boolean isVacant() {
    return !taken && free == 0 && !over;
  }

  /** The one whose turn it is gets on. */
  void moved() {
    movedAt.set(System.nanoTime());
  }

  Duration stuckFor() {
    return Duration.ofNanos(System.nanoTime() - movedAt.get());
  }
}
