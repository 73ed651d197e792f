package io.vigie.scheduler.plan;

/**
 * The rival of {@link DueQueue}: a hierarchical timing wheel of three levels, kept to be measured
 * again (benchmarks/README.md). Due times closer together than a tick come in any order.
 */
final class DueWheel {

  private static final int BITS = 10;
  private static final int SLOTS = 1 << BITS;
  private static final int TICK_BITS = 3;
  private static final int LEVELS = 3;

  private final Node[][] slots = new Node[LEVELS][SLOTS];
  private long tick;
  private Node ready;

  /** An entry in the list of its slot. */
  static final class Node {
    private final Entry entry;
    private Node next;
    private Node previous;
    private Node[] slot;
    private int index;

    Node(Entry entry) {
      this.entry = entry;
    }

    Entry entry() {
      return entry;
    }
  }

  DueWheel(long now) {
    tick = now >> TICK_BITS;
  }

  void add(Node node) {
    long due = Math.max(node.entry.sendAt >> TICK_BITS, tick);
    int level = 0;
    while (level < LEVELS - 1 && (due - tick) >> (BITS * (level + 1)) > 0) {
      level++;
    }
    int index = (int) (due >> (BITS * level)) & (SLOTS - 1);
    link(node, slots[level], index);
  }

  void remove(Node node) {
    if (node.previous != null) {
      node.previous.next = node.next;
    } else if (node.slot != null) {
      node.slot[node.index] = node.next;
    }
    if (node.next != null) {
      node.next.previous = node.previous;
    }
    node.slot = null;
  }

  /** The next whose time has come, or null. */
  Node poll(long now) {
    while (ready == null && tick <= now >> TICK_BITS) {
      int index = (int) tick & (SLOTS - 1);
      ready = slots[0][index];
      slots[0][index] = null;
      tick++;
      if ((tick & (SLOTS - 1)) == 0) {
        cascade(1);
      }
    }
    Node first = ready;
    if (first != null) {
      ready = first.next;
      first.next = null;
      first.previous = null;
    }
    return first;
  }

  private void cascade(int level) {
    int index = (int) (tick >> (BITS * level)) & (SLOTS - 1);
    Node node = slots[level][index];
    slots[level][index] = null;
    while (node != null) {
      Node next = node.next;
      node.next = null;
      node.previous = null;
      add(node);
      node = next;
    }
    if (index == 0 && level + 1 < LEVELS) {
      cascade(level + 1);
    }
  }

  private static void link(Node node, Node[] level, int index) {
    node.slot = level;
    node.index = index;
    node.previous = null;
    node.next = level[index];
    if (node.next != null) {
      node.next.previous = node;
    }
    level[index] = node;
  }
}
