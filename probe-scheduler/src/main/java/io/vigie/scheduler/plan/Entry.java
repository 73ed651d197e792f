package io.vigie.scheduler.plan;

import java.time.Instant;
import java.util.Optional;

/** The next due time of an item in the queue; one that was replaced stays there until its time. */
final class Entry {

  static final long NEVER = Long.MAX_VALUE;

  final Planned planned;
  long due = NEVER;
  long sendAt = NEVER;
  boolean replaced;

  /** What replaced it, if it is a newer revision. */
  Entry successor;

  /** When it was taken over. */
  long begunAt = Long.MIN_VALUE;

  /** What the former owner may have sent; forgotten once that time has passed. */
  Inheritance inherited;

  Entry(Planned planned) {
    this.planned = planned;
  }

  void dueAt(Optional<Instant> next, long lead) {
    due = next.map(Instant::toEpochMilli).orElse(NEVER);
    sendAt = due == NEVER ? NEVER : due - lead;
  }

  /** The entry that the item has now, or null if it has none. */
  Entry current() {
    Entry entry = this;
    while (entry.successor != null) {
      entry = entry.successor;
    }
    return entry.replaced ? null : entry;
  }

  boolean wasSent(Letter letter, Instant dueAt) {
    return inherited != null && inherited.sent().contains(planned.run(letter, dueAt));
  }
}
