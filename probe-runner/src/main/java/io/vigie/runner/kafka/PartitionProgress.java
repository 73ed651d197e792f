package io.vigie.runner.kafka;

import io.vigie.runner.kafka.Delivery.Fate;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which records of a partition are done, although they end in any order: what may be committed is
 * what lies before the first that is not. Confined to one thread.
 */
final class PartitionProgress {

  private final TreeMap<Long, Delivery> open = new TreeMap<>();
  private long next = -1;
  private long committed = -1;

  void add(Delivery delivery) {
    long offset = delivery.record().offset();
    open.put(offset, delivery);
    next = offset + 1;
  }

  /** Forgets what is done, and says up to where that is new ground for a commit. */
  OptionalLong advance() {
    open.values().removeIf(PartitionProgress::isDone);
    long position = open.isEmpty() ? next : open.firstKey();
    if (position <= committed) {
      return OptionalLong.empty();
    }
    committed = position;
    return OptionalLong.of(position);
  }

  /** True when nothing is under way; what was given back stays uncommitted for another runner. */
  boolean isSettled() {
    return open.values().stream().noneMatch(delivery -> delivery.fate() == Fate.OPEN);
  }

  private static boolean isDone(Delivery delivery) {
    return switch (delivery.fate()) {
      case DONE, PUT_ASIDE -> true;
      case OPEN, GIVEN_BACK -> false;
    };
  }
}
