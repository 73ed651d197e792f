package io.vigie.scheduler.plan;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.scheduler.plan.Plan.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Decides which jobs to send. It has no clock: every call says what time it is. The cost of a call
 * grows with what is due, not with how many items there are. Not thread-safe.
 *
 * <p>A due time that lies more than the tolerance in the past (the process was held up, the clock
 * was set forward) is not made up for but reported as skipped, so that a pause is never followed by
 * a burst. Everything up to {@code now + lead} counts as planned: an item that is put in is first
 * due after that, so that whoever planned it before can have sent no job for the same due time.
 */
public final class Planner {

  private static final Duration CLOCK_SET_BACK = Duration.ofSeconds(5);
  private static final int LEAST_WASTE = 1_000;

  private final Duration lead;
  private final Duration tolerance;
  private final Map<ItemId, Entry> entries = new HashMap<>();
  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong((Entry entry) -> entry.due));
  private Instant horizon = Instant.MIN;

  /** A planner that plans {@code lead} ahead and sends jobs that are late by {@code tolerance}. */
  public Planner(Duration lead, Duration tolerance) {
    this.lead = lead;
    this.tolerance = tolerance;
  }

  /** One due time in the queue; an entry that was replaced stays there until its time. */
  private static final class Entry {
    private final Planned planned;
    private long due;
    private boolean replaced;

    Entry(Planned planned, Instant due) {
      this.planned = planned;
      this.due = due.toEpochMilli();
    }
  }

  /** Takes an item in, or its new revision. */
  public void put(Planned planned, Instant now) {
    Entry known = entries.get(planned.item());
    if (known != null && known.planned.revision().equals(planned.revision())) {
      return;
    }
    remove(planned.item());
    Instant plannedUpTo = later(horizon, now.plus(lead));
    Entry entry = new Entry(planned, planned.next(plannedUpTo));
    entries.put(planned.item(), entry);
    queue.add(entry);
  }

  /** Forgets an item, if it is there. */
  public void remove(ItemId item) {
    Entry known = entries.remove(item);
    if (known != null) {
      known.replaced = true;
      dropWaste();
    }
  }

  /** What is to be done now. */
  public Plan advance(Instant now) {
    if (now.plus(lead).plus(CLOCK_SET_BACK).isBefore(horizon)) {
      startOver(now);
    }
    horizon = later(horizon, now.plus(lead));
    List<Job> jobs = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    long oldest = now.minus(tolerance).toEpochMilli();
    for (Entry entry = dueEntry(); entry != null; entry = dueEntry()) {
      Instant dueAt = Instant.ofEpochMilli(entry.due);
      Instant next;
      if (entry.due < oldest) {
        next = entry.planned.next(Instant.ofEpochMilli(oldest - 1));
        skipped.add(skipped(entry.planned, dueAt, next));
      } else {
        next = entry.planned.next(dueAt);
        jobs.add(job(entry.planned, dueAt));
      }
      entry.due = next.toEpochMilli();
      queue.add(entry);
    }
    return new Plan(jobs, skipped);
  }

  /** When there is something to do next, if nothing changes. */
  public Optional<Instant> nextTurn() {
    return Optional.ofNullable(queue.peek())
        .map(entry -> Instant.ofEpochMilli(entry.due).minus(lead));
  }

  /** How many items are planned. */
  public int items() {
    return entries.size();
  }

  private Entry dueEntry() {
    while (!queue.isEmpty() && queue.peek().replaced) {
      queue.poll();
    }
    return !queue.isEmpty() && queue.peek().due <= horizon.toEpochMilli() ? queue.poll() : null;
  }

  private static Job job(Planned planned, Instant dueAt) {
    return new Job(
        RunId.of(planned.item(), dueAt),
        planned.item(),
        planned.revision(),
        planned.probe(),
        dueAt,
        planned.notAfter(dueAt));
  }

  private static Skipped skipped(Planned planned, Instant first, Instant next) {
    return new Skipped(
        planned.item(),
        planned.revision(),
        planned.probe().location(),
        first,
        planned.count(first, next));
  }

  /** The clock was set back: what was planned lies too far ahead. */
  private void startOver(Instant now) {
    horizon = now.plus(lead);
    queue.clear();
    for (Entry entry : entries.values()) {
      entry.due = entry.planned.next(horizon).toEpochMilli();
      queue.add(entry);
    }
  }

  private void dropWaste() {
    if (queue.size() > 2 * entries.size() + LEAST_WASTE) {
      queue.removeIf(entry -> entry.replaced);
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
