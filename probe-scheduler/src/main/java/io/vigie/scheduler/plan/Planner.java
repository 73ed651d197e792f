package io.vigie.scheduler.plan;

import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.plan.LateRuns.Late;
import io.vigie.scheduler.plan.Plan.Reason;
import io.vigie.scheduler.plan.Plan.Run;
import io.vigie.scheduler.plan.Plan.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which jobs to send. It has no clock: every call says what time it is. The cost of a call
 * grows with what is due, not with how many items there are. Not thread-safe.
 *
 * <p>A due time that lies more than the tolerance in the past (the process was held up, the clock
 * was set forward) is not made up for but reported as skipped, so that a pause is never followed by
 * a burst. An item that is taken over from a scheduler that is gone goes on where that one ended:
 * the newest of what went by meanwhile is made up for, at a bounded rate.
 */
public final class Planner {

  private static final long CLOCK_SET_BACK = 5_000;

  private final long lead;
  private final long tolerance;
  private final long catchUp;
  private final Map<ItemId, Entry> entries = new HashMap<>();
  private final DueQueue queue = new DueQueue();
  private final LateRuns late = new LateRuns();
  private final Succession succession;
  private double ordinaryPerSecond;
  private long watermark = Long.MIN_VALUE;

  /**
   * A planner that sends jobs {@code lead} ahead of their due time or, after having been held up,
   * late by {@code tolerance}; and makes up for what was missed for as long as {@code catchUp}.
   */
  public Planner(Duration lead, Duration tolerance, Duration catchUp) {
    this.lead = lead.toMillis();
    this.tolerance = tolerance.toMillis();
    this.catchUp = catchUp.toMillis();
    this.succession = new Succession(this.lead, this.tolerance, this.catchUp);
  }

  /** Takes an item in, or its new revision: due after what is planned by now. */
  public void put(Planned planned, Instant now) {
    Entry known = entries.get(planned.item());
    if (known != null && known.planned.revision().equals(planned.revision())) {
      return;
    }
    Entry entry = replace(planned);
    long givenOut = Math.max(watermark, now.toEpochMilli());
    if (known != null) {
      known.successor = entry;
      entry.inherited = known.inherited;
      givenOut = watermark == Long.MIN_VALUE ? givenOut : watermark;
    }
    schedule(entry, planned.next(Instant.ofEpochMilli(givenOut + leadOf(entry))));
  }

  /** Takes an item over from whoever planned it before; answers what is lost. */
  public List<Skipped> inherit(Planned planned, Inheritance inheritance, Instant now) {
    Entry entry = replace(planned);
    entry.begunAt = now.toEpochMilli();
    return begin(entry, succession.start(entry, inheritance, now.toEpochMilli()));
  }

  private List<Skipped> begin(Entry entry, Succession.Start start) {
    schedule(entry, start.next());
    start.late().ifPresent(late::add);
    return start.skipped();
  }

  /** Forgets an item, if it is there. */
  public void remove(ItemId item) {
    Entry known = entries.remove(item);
    if (known != null) {
      ordinaryPerSecond -= known.planned.perSecond();
      known.replaced = true;
      queue.replaced(known);
    }
  }

  /** What is to be done now. */
  public Plan advance(Instant now) {
    return advance(now, Reason.OVERDUE);
  }

  /** What is to be done now; {@code reason} is why there was no earlier call, if one was due. */
  public Plan advance(Instant now, Reason reason) {
    long millis = now.toEpochMilli();
    if (millis + CLOCK_SET_BACK < watermark) {
      startOver(millis);
    }
    watermark = Math.max(watermark, millis);
    List<Run> runs = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Entry entry = queue.poll(watermark); entry != null; entry = queue.poll(watermark)) {
      if (entry.due < millis - tolerance) {
        passOver(entry, millis, reason, skipped);
      } else {
        order(entry, runs);
      }
    }
    makeUp(millis, runs, skipped);
    return new Plan(runs, skipped);
  }

  private void order(Entry entry, List<Run> runs) {
    Instant dueAt = Instant.ofEpochMilli(entry.due);
    Optional<Instant> next = entry.planned.next(dueAt);
    Instant sendAt = Instant.ofEpochMilli(entry.sendAt);
    Instant notAfter = dueAt.plus(entry.planned.patience(dueAt, next));
    addRuns(entry, dueAt, notAfter, sendAt, runs);
    if (entry.inherited != null && sendAt.isAfter(entry.inherited.readAt())) {
      entry.inherited = null;
    }
    schedule(entry, next);
  }

  private static void addRuns(
      Entry entry, Instant dueAt, Instant notAfter, Instant sendAt, List<Run> runs) {
    for (Letter letter : entry.planned.letters()) {
      if (!entry.wasSent(letter, dueAt)) {
        runs.add(new Run(entry.planned, letter, dueAt, notAfter, sendAt));
      }
    }
  }

  /** What was taken over just now and is overdue already was not missed by a pause of ours. */
  private void passOver(Entry entry, long now, Reason reason, List<Skipped> skipped) {
    if (entry.sendAt <= entry.begunAt) {
      Optional<Instant> first = Optional.of(Instant.ofEpochMilli(entry.due));
      skipped.addAll(begin(entry, succession.start(entry, first, now)));
    } else {
      skip(entry, now - tolerance, reason, skipped);
    }
  }

  private void skip(Entry entry, long oldest, Reason reason, List<Skipped> skipped) {
    Instant first = Instant.ofEpochMilli(entry.due);
    Optional<Instant> next = entry.planned.next(Instant.ofEpochMilli(oldest - 1));
    long runs = entry.planned.count(first, next.orElse(Instant.ofEpochMilli(oldest)));
    skipped.add(new Skipped(entry.planned, first, runs, reason));
    schedule(entry, next);
  }

  private void makeUp(long now, List<Run> runs, List<Skipped> skipped) {
    if (late.isEmpty()) {
      return;
    }
    late.allow(now, ordinaryPerSecond);
    for (Late run = late.poll(); run != null; run = late.poll()) {
      Entry entry = run.entry().current();
      Instant dueAt = Instant.ofEpochMilli(run.dueAt());
      if (run.supersededAt() <= now || run.dueAt() < now - catchUp) {
        skipped.add(new Skipped(entry.planned, dueAt, 1, Reason.UNATTENDED));
      } else {
        orderLate(entry, run, now, runs);
      }
    }
  }

  private void orderLate(Entry entry, Late run, long now, List<Run> runs) {
    Instant dueAt = Instant.ofEpochMilli(run.dueAt());
    Optional<Instant> next =
        entry.due == Entry.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(entry.due));
    Instant notAfter = Instant.ofEpochMilli(now).plus(entry.planned.patience(dueAt, next));
    addRuns(entry, dueAt, notAfter, Instant.ofEpochMilli(run.sendAt()), runs);
    late.spend(entry.planned.letters().size());
  }

  /** When there is something to do next, if nothing changes. */
  public Optional<Instant> nextTurn() {
    long next = Math.min(queue.nextSendAt(), late.oldest());
    return next == Entry.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next));
  }

  /** Whatever was to be sent up to then has been given out. */
  public Instant givenOut() {
    return Instant.ofEpochMilli(Math.min(watermark, late.oldest() - 1));
  }

  /** What is planned of an item. */
  public Optional<Planned> find(ItemId item) {
    return Optional.ofNullable(entries.get(item)).map(entry -> entry.planned);
  }

  /** All that is planned. */
  public Collection<Planned> all() {
    return entries.values().stream().map(entry -> entry.planned).toList();
  }

  /** How many items are planned. */
  public int items() {
    return entries.size();
  }

  /** How many entries of the queue are of no use any more. */
  int waste() {
    return queue.size() - entries.size();
  }

  private Entry replace(Planned planned) {
    remove(planned.item());
    Entry entry = new Entry(planned);
    entries.put(planned.item(), entry);
    ordinaryPerSecond += planned.perSecond();
    return entry;
  }

  private void schedule(Entry entry, Optional<Instant> next) {
    entry.dueAt(next, leadOf(entry));
    if (entry.sendAt != Entry.NEVER) {
      queue.add(entry);
    }
  }

  private long leadOf(Entry entry) {
    return lead + entry.planned.early().toMillis();
  }

  /** The clock was set back: what was planned lies too far ahead. */
  private void startOver(long now) {
    watermark = now;
    queue.clear();
    late.clear();
    for (Entry entry : entries.values()) {
      schedule(entry, entry.planned.next(Instant.ofEpochMilli(now + leadOf(entry))));
    }
  }
}
