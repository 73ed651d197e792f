package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the jobs of the partitions that this process owns. A partition's checks are planned once
 * they are all read, since a half-read log still holds what was replaced or removed later in it.
 * Not thread-safe: everything happens on the thread that owns the partitions.
 */
public final class Dispatcher {

  private final Planner planner;
  private final JobSink sink;
  private final Map<Integer, Set<ItemId>> owned = new HashMap<>();
  private final Map<Integer, Map<ItemId, Planned>> rebuilding = new HashMap<>();

  public Dispatcher(Planner planner, JobSink sink) {
    this.planner = planner;
    this.sink = sink;
  }

  /** A partition is ours from now on; its checks follow from the beginning. */
  public void assigned(int partition) {
    forget(partition);
    rebuilding.put(partition, new LinkedHashMap<>());
  }

  /** A partition is no longer ours: not one more job for it. */
  public void forget(int partition) {
    rebuilding.remove(partition);
    Set<ItemId> items = owned.remove(partition);
    if (items != null) {
      items.forEach(planner::remove);
    }
  }

  /** A check, or its removal, in the order of the log. */
  public void seen(int partition, ItemId item, Optional<Planned> check, Instant now) {
    Map<ItemId, Planned> unfinished = rebuilding.get(partition);
    if (unfinished != null) {
      check.ifPresentOrElse(
          planned -> unfinished.put(item, planned), () -> unfinished.remove(item));
    } else if (owned.containsKey(partition)) {
      check.ifPresentOrElse(planned -> put(partition, planned, now), () -> remove(partition, item));
    }
  }

  /** All checks that a partition held when it became ours have been seen. */
  public void complete(int partition, Instant now) {
    Map<ItemId, Planned> checks = rebuilding.remove(partition);
    if (checks != null) {
      owned.put(partition, new HashSet<>());
      checks.values().forEach(planned -> put(partition, planned, now));
    }
  }

  /** True while a partition's checks are still being read. */
  public boolean isRebuilding(int partition) {
    return rebuilding.containsKey(partition);
  }

  /** Sends what is due; answers what that was. */
  public Plan turn(Instant now) {
    Plan plan = planner.advance(now);
    sink.send(plan);
    return plan;
  }

  /** When there is something to send next, if nothing changes. */
  public Optional<Instant> nextTurn() {
    return planner.nextTurn();
  }

  /** How many checks are planned. */
  public int items() {
    return planner.items();
  }

  /** How many partitions are ours, read or not. */
  public int partitions() {
    return owned.size() + rebuilding.size();
  }

  private void put(int partition, Planned planned, Instant now) {
    sink.prepare(planned.probe().location());
    owned.get(partition).add(planned.item());
    planner.put(planned, now);
  }

  private void remove(int partition, ItemId item) {
    owned.get(partition).remove(item);
    planner.remove(item);
  }
}
