package io.vigie.scheduler.plan;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Runs that were missed while nobody was at work and are made up for: the oldest first, and no
 * faster than as many again as are ordinary. Not thread-safe.
 */
final class LateRuns {

  /** So few a second do no harm, however few items there are. */
  private static final double LEAST_PER_SECOND = 50;

  /** So long a time may be made good at once. */
  private static final double MOST_SECONDS = 0.1;

  private final PriorityQueue<Late> queue =
      new PriorityQueue<>(Comparator.comparingLong(Late::dueAt));
  private double allowance;
  private long lookedAt = Long.MIN_VALUE;

  /** One of them; of no use any more once the next of its item has been sent. */
  record Late(Entry entry, long dueAt, long sendAt, long supersededAt) {}

  void add(Late late) {
    queue.add(late);
  }

  boolean isEmpty() {
    dropForgotten();
    return queue.isEmpty();
  }

  /** When the oldest of them should have been sent. */
  long oldest() {
    return isEmpty() ? Entry.NEVER : queue.peek().sendAt();
  }

  /** Lets time pass. */
  void allow(long now, double ordinaryPerSecond) {
    double perSecond = Math.max(LEAST_PER_SECOND, ordinaryPerSecond);
    double most = Math.max(1, perSecond * MOST_SECONDS);
    double seconds = lookedAt == Long.MIN_VALUE ? 0 : Math.max(0, now - lookedAt) / 1_000.0;
    allowance = Math.min(most, allowance + seconds * perSecond);
    lookedAt = now;
  }

  /** The next that may go now, or null. */
  Late poll() {
    return isEmpty() || allowance < 1 ? null : queue.poll();
  }

  /** So many jobs went. */
  void spend(int jobs) {
    allowance -= jobs;
  }

  void clear() {
    queue.clear();
  }

  private void dropForgotten() {
    while (!queue.isEmpty() && queue.peek().entry().current() == null) {
      queue.poll();
    }
  }
}
