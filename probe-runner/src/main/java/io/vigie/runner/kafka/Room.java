package io.vigie.runner.kafka;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntSupplier;

/**
 * Sees to it that lanes do not take more jobs together than there is room for. Who asks first is
 * served first, or a lane with an empty partition could keep the others waiting. Thread-safe.
 */
final class Room {

  private static final long LOOK_MS = 20;

  private final IntSupplier free;
  private final int share;
  private final Queue<Object> waiting = new ArrayDeque<>();
  private int reserved;
  private boolean closed;

  Room(IntSupplier free, int share) {
    this.free = free;
    this.share = share;
  }

  /** Waits for room for one poll; {@code moved} runs while it waits. False when it is closed. */
  synchronized boolean reserve(Runnable moved) {
    Object ticket = new Object();
    waiting.add(ticket);
    try {
      while (!closed && (!ticket.equals(waiting.peek()) || reserved + share > free.getAsInt())) {
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
