package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.wire.WireCodec;
import io.vigie.scheduler.plan.Inheritance;
import io.vigie.scheduler.plan.Letter;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Plan.Reason;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends the jobs of the partitions that this process owns. Not thread-safe: everything happens on
 * the thread that owns the partitions.
 */
public final class Dispatcher {

  private final Planner planner;
  private final JobSink sink;
  private final Commands commands;
  private final Map<Integer, Set<ItemId>> owned = new HashMap<>();
  private final Map<Integer, Estate> estates = new HashMap<>();
  private boolean wasCongested;

  public Dispatcher(Planner planner, JobSink sink, WireCodec codec) {
    this.planner = planner;
    this.sink = sink;
    this.commands = new Commands(planner, sink, codec);
  }

  /** A partition is ours from now on; its checks follow from the beginning. */
  public void assigned(int partition) {
    forget(partition);
    estates.put(partition, new Estate());
  }

  /** A partition is no longer ours: not one more job for it. */
  public void forget(int partition) {
    estates.remove(partition);
    Set<ItemId> items = owned.remove(partition);
    if (items != null) {
      items.forEach(planner::remove);
    }
  }

  /** A check, or its removal, in the order of the log. */
  public void seen(int partition, ItemId item, Optional<Planned> check, Instant now) {
    Estate estate = estates.get(partition);
    if (estate != null) {
      estate.seen(item, check);
    } else if (owned.containsKey(partition)) {
      check.ifPresentOrElse(planned -> put(partition, planned, now), () -> remove(partition, item));
    }
  }

  /** All checks that a partition held when it became ours have been seen. */
  public void read(int partition) {
    Estate estate = estates.get(partition);
    if (estate != null) {
      estate.read();
    }
  }

  /** What the former owner of a partition left. */
  public void inherits(int partition, Inheritance inheritance) {
    Estate estate = estates.get(partition);
    if (estate != null) {
      estate.inherits(inheritance);
    }
  }

  /** Partitions of which everything is known that it takes to begin. */
  public Map<Integer, Inheritance> complete() {
    Map<Integer, Inheritance> complete = new HashMap<>();
    estates.forEach(
        (partition, estate) -> {
          if (estate.isComplete()) {
            complete.put(partition, estate.inheritance());
          }
        });
    return complete;
  }

  /** A complete partition goes on where its former owner ended. */
  public void begin(int partition, Instant now) {
    Estate estate = estates.remove(partition);
    Set<ItemId> items = new HashSet<>();
    owned.put(partition, items);
    for (Planned planned : estate.checks().values()) {
      prepare(planned);
      items.add(planned.item());
      planner.inherit(planned, estate.inheritance(), now).forEach(sink::account);
      commands.catchUp(planned, estate.inheritance().sent(), now);
    }
  }

  /** Something was asked for; answers how many jobs came of it. */
  public int command(Command command, Instant now) {
    return commands.accept(command, now);
  }

  /** Sends what is due; answers what that was. */
  public Plan turn(Instant now) {
    if (sink.isCongested()) {
      wasCongested = true;
      return Plan.NONE;
    }
    Plan plan = planner.advance(now, wasCongested ? Reason.CONGESTED : Reason.OVERDUE);
    wasCongested = false;
    sink.send(plan, planner.givenOut());
    return plan;
  }

  /** When there is something to send next, if nothing changes. */
  public Optional<Instant> nextTurn() {
    return planner.nextTurn();
  }

  /** Whatever was to be sent up to then has been sent. */
  public Instant givenOut() {
    return planner.givenOut();
  }

  /** How many checks are planned. */
  public int items() {
    return planner.items();
  }

  /** The partitions that jobs are sent for. */
  public Set<Integer> owned() {
    return new TreeSet<>(owned.keySet());
  }

  /** How many partitions are ours, begun or not. */
  public int partitions() {
    return owned.size() + estates.size();
  }

  private void put(int partition, Planned planned, Instant now) {
    prepare(planned);
    owned.get(partition).add(planned.item());
    planner.put(planned, now);
  }

  private void prepare(Planned planned) {
    for (Letter letter : planned.letters()) {
      sink.prepare(letter.location());
    }
  }

  private void remove(int partition, ItemId item) {
    owned.get(partition).remove(item);
    planner.remove(item);
  }
}
