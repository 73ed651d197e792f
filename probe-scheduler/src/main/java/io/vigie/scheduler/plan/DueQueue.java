package io.vigie.scheduler.plan;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Items by the time at which their next job is to be sent. Not thread-safe. */
final class DueQueue {

  private static final int LEAST_WASTE = 1_000;

  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong((Entry entry) -> entry.sendAt));
  private int waste;

  void add(Entry entry) {
    queue.add(entry);
  }

  /** The next whose time has come, or null. */
  Entry poll(long now) {
    dropReplaced();
    return !queue.isEmpty() && queue.peek().sendAt <= now ? queue.poll() : null;
  }

  /** An entry of this queue will not be wanted any more. */
  void replaced(Entry entry) {
    if (entry.sendAt != Entry.NEVER) {
      waste++;
    }
    if (waste > LEAST_WASTE && waste > queue.size() / 2) {
      queue.removeIf(left -> left.replaced);
      waste = 0;
    }
  }

  /** When the next is to be sent; the end of time if there is none. */
  long nextSendAt() {
    dropReplaced();
    return queue.isEmpty() ? Entry.NEVER : queue.peek().sendAt;
  }

  int size() {
    return queue.size();
  }

  void clear() {
    queue.clear();
    waste = 0;
  }

  private void dropReplaced() {
    while (!queue.isEmpty() && queue.peek().replaced) {
      queue.poll();
      waste--;
    }
  }
}
