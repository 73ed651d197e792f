package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Listening;
import io.vigie.contract.result.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the topics like the consumers of the service do: in batches, again and again while the
 * database is away, one by one where one of a batch cannot be written, and commits afterwards.
 */
final class Consumer {

  private final World world;
  private final Node node;
  private final Ledger ledger;
  private final Listening listening;
  private final int[] positions = new int[SimulatedLog.PARTITIONS];
  private final int[] generations = new int[SimulatedLog.PARTITIONS];

  Consumer(World world, Node node, Ledger ledger, Listening listening) {
    this.world = world;
    this.node = node;
    this.ledger = ledger;
    this.listening = listening;
    java.util.Arrays.fill(generations, -1);
  }

  /** What a partition gave, and up to where. */
  private record Taken(int partition, int generation, int upTo) {}

  /** What the checklists say is taken as it is at that moment: it has no order of its own yet. */
  boolean checks() {
    if (world.unreadDefinitions().isEmpty()) {
      return false;
    }
    patiently(
        () -> {
          List<Definition> news = world.unreadDefinitions();
          return ledger.define(news, world.clock.instant());
        });
    return false;
  }

  boolean results() {
    List<Result> batch = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < SimulatedLog.PARTITIONS; i++) {
      order.add(i);
    }
    Collections.shuffle(order, world.random);
    order.forEach(partition -> poll(partition, batch, taken));
    if (world.flaw.commitsFirst()) {
      commit(taken);
    }
    if (!batch.isEmpty()) {
      world.note(() -> node + " reads " + batch.size() + " results");
      take(batch);
    }
    commit(taken);
    return false;
  }

  private void poll(int partition, List<Result> batch, List<Taken> taken) {
    if (!world.log.isOwned(partition, node.number)) {
      return;
    }
    int generation = world.log.generation(partition);
    if (generations[partition] != generation) {
      generations[partition] = generation;
      positions[partition] = world.log.committed(partition);
      listening.gained(0, world.clock.instant());
    }
    List<SimulatedLog.Written> written = world.log.partition(partition);
    int from = positions[partition];
    int upTo = Math.min(written.size(), from + 1 + world.random.nextInt(6));
    for (SimulatedLog.Written one : written.subList(from, upTo)) {
      batch.add(one.result());
      listening.read(one.at(), world.clock.instant());
    }
    positions[partition] = upTo;
    taken.add(new Taken(partition, generation, upTo));
  }

  private void commit(List<Taken> taken) {
    taken.forEach(one -> world.log.commit(one.partition(), one.generation(), one.upTo()));
    world.point(node, "after a commit of offsets");
  }

  private void take(List<Result> batch) {
    try {
      patiently(() -> ledger.accept(batch, world.clock.instant()));
    } catch (LedgerException lasting) {
      if (batch.size() > 1) {
        batch.forEach(one -> take(List.of(one)));
      }
    }
  }

  private static <T> T patiently(Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (LedgerException e) {
        if (!e.isPassing()) {
          throw e;
        }
      }
    }
  }
}
