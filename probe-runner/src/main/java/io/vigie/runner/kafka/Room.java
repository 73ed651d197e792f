package io.vigie.runner.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Sees to it that lanes do not take more jobs together than there is room for. Who asks first is
 * served first, or a lane with an empty partition could keep the others waiting. Who waits for long
 * is sent away: a consumer that does not poll may have been given jobs all the same, and keeps them
 * from everybody until their locks end. Thread-safe.
 */
final class Room {

  private static final long LOOK_MS = 20;
  private static final long MOST_NANOS = Duration.ofSeconds(5).toNanos();

  private final JobTaker taker;
  private final int share;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private int reserved;
  private boolean closed;

  Room(JobTaker taker, int share) {
    this.taker = taker;
    this.share = share;
  }

  /**
   * Waits for room for one poll; {@code moved} runs while it waits. False when it is closed, when
   * no jobs are wanted, and when that takes too long.
   */
  synchronized boolean reserve(Runnable moved) {
    Object ticket = new Object();
    long giveUp = System.nanoTime() + MOST_NANOS;
    waiting.add(ticket);
    try {
      while (!closed && (!ticket.equals(waiting.peek()) || !hasSpace())) {
        if (!taker.isWilling() || System.nanoTime() > giveUp) {
          return false;
        }
        moved.run();
        wait(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.remove(ticket);
    }
    if (!closed) {
      reserved += share;
    }
    return !closed;
  }

  /** Whether there is room for one poll, for whomever. */
  synchronized boolean hasSpace() {
    return taker.isWilling() && reserved + share <= taker.room();
  }

  /** Ends a reservation: what was taken counts as taken by now. */
  synchronized void settle() {
    reserved -= share;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
