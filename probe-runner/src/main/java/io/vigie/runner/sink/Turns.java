package io.vigie.runner.sink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may listen: those that can be told apart together, others alone, in the order in which they
 * came. Guarded by its user.
 */
final class Turns {

  private final Map<String, Queue> queues = new HashMap<>();

  private static final class Queue {
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int inside;
    private boolean alone;
  }

  /**
   * A turn.
   *
   * @param begin is called once it has come
   */
  record Turn(String key, boolean alone, Runnable begin) {}

  /** Has the turn begun at once or later. */
  void enter(Turn turn) {
    Queue queue = queues.computeIfAbsent(turn.key(), _ -> new Queue());
    queue.waiting.add(turn);
    admit(queue);
  }

  /** Ends a turn that has begun. */
  void leave(Turn turn) {
    Queue queue = queues.get(turn.key());
    queue.inside--;
    queue.alone = false;
    admit(queue);
    if (queue.inside == 0 && queue.waiting.isEmpty()) {
      queues.remove(turn.key());
    }
  }

  private static void admit(Queue queue) {
    while (!queue.waiting.isEmpty() && mayEnter(queue, queue.waiting.peek())) {
      Turn next = queue.waiting.poll();
      queue.inside++;
      queue.alone = next.alone();
      next.begin().run();
    }
  }

  private static boolean mayEnter(Queue queue, Turn turn) {
    return queue.inside == 0 || (!queue.alone && !turn.alone());
  }
}
