package io.vigie.scheduler.plan;

import io.vigie.scheduler.plan.LateRuns.Late;
import io.vigie.scheduler.plan.Plan.Reason;
import io.vigie.scheduler.plan.Plan.Skipped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides where an item goes on that somebody else planned before. Pure. */
record Succession(long lead, long tolerance, long catchUp) {

  /** An owner says more often than that how far it got. */
  private static final int MOST_SERVED = 60;

  /** How an item begins: its next due time, what is made up for, and what is lost. */
  record Start(Optional<Instant> next, Optional<Late> late, List<Skipped> skipped) {}

  Start start(Entry entry, Inheritance inheritance, long now) {
    entry.inherited = inheritance;
    long ahead = lead + entry.planned.early().toMillis();
    return start(entry, entry.planned.next(inheritance.upTo().plusMillis(ahead)), now);
  }

  /** {@code first} is the first due time that is not known to have been served. */
  Start start(Entry entry, Optional<Instant> first, long now) {
    Planned planned = entry.planned;
    long ahead = lead + planned.early().toMillis();
    Instant stillInTime = Instant.ofEpochMilli(now - tolerance);
    if (first.isEmpty() || !first.get().isBefore(stillInTime)) {
      return new Start(first, Optional.empty(), List.of());
    }
    Optional<Instant> next = planned.next(stillInTime.minusNanos(1));
    long supersededAt = next.map(at -> at.toEpochMilli() - ahead).orElse(Entry.NEVER);
    Optional<Late> late =
        newest(entry, first.get(), now)
            .filter(_ -> entry.inherited.makesUp() && supersededAt > now)
            .map(Instant::toEpochMilli)
            .map(due -> new Late(entry, due, due - ahead, supersededAt));
    long lost = lost(entry, first.get(), stillInTime) - (late.isPresent() ? 1 : 0);
    return new Start(
        next,
        late,
        lost == 0
            ? List.of()
            : List.of(
                new Skipped(planned, firstLost(entry, first.get()), lost, Reason.UNATTENDED)));
  }

  /** The first due time that nobody served: an account must not be one of a run that took place. */
  private static Instant firstLost(Entry entry, Instant first) {
    Instant lost = first;
    for (int i = 0; i < MOST_SERVED && wasSent(entry, lost); i++) {
      lost = entry.planned.next(lost).orElse(lost);
    }
    return lost;
  }

  /** The newest due time that went by unserved and is worth serving late. */
  private Optional<Instant> newest(Entry entry, Instant first, long now) {
    Instant stillInTime = Instant.ofEpochMilli(now - tolerance);
    Instant from = Instant.ofEpochMilli(now - catchUp);
    Optional<Instant> due = first.isBefore(from) ? entry.planned.next(from) : Optional.of(first);
    Optional<Instant> newest = Optional.empty();
    while (due.isPresent() && due.get().isBefore(stillInTime)) {
      newest = due;
      due = entry.planned.next(due.get());
    }
    return newest.filter(at -> !wasSent(entry, at));
  }

  /** How many due times went by unserved; only those soon after the end may have been served. */
  private static long lost(Entry entry, Instant first, Instant before) {
    long lost = entry.planned.count(first, before);
    Optional<Instant> due = Optional.of(first);
    for (int i = 0; i < MOST_SERVED && due.isPresent() && due.get().isBefore(before); i++) {
      lost -= wasSent(entry, due.get()) ? 1 : 0;
      due = entry.planned.next(due.get());
    }
    return lost;
  }

  private static boolean wasSent(Entry entry, Instant due) {
    return entry.planned.letters().stream().allMatch(letter -> entry.wasSent(letter, due));
  }
}
