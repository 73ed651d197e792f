package io.vigie.alert.simulation;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The topic of results: what is of one item is in one partition and in order, nothing else is. A
 * partition belongs to one node at a time; an offset that another commits is refused.
 */
final class SimulatedLog {

  static final int PARTITIONS = 3;
  private static final int NOBODY = -1;

  /** A result and when it was written. */
  record Written(Result result, Instant at) {}

  private final List<List<Written>> partitions = new ArrayList<>();
  private final int[] committed = new int[PARTITIONS];
  private final int[] owners = new int[PARTITIONS];
  private final int[] generations = new int[PARTITIONS];

  SimulatedLog() {
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
      owners[i] = NOBODY;
    }
  }

  static int partitionOf(ItemId item) {
    return Math.floorMod(item.item().hashCode(), PARTITIONS);
  }

  void append(Result result, Instant now) {
    partitions.get(partitionOf(result.item())).add(new Written(result, now));
  }

  List<Written> partition(int partition) {
    return partitions.get(partition);
  }

  int committed(int partition) {
    return committed[partition];
  }

  int generation(int partition) {
    return generations[partition];
  }

  boolean isOwned(int partition, int node) {
    return owners[partition] == node;
  }

  void commit(int partition, int generation, int offset) {
    if (generations[partition] == generation) {
      committed[partition] = offset;
    }
  }

  /** Everything once more from some earlier offset. */
  void rewind(int partition, Random random) {
    committed[partition] = random.nextInt(committed[partition] + 1);
    generations[partition]++;
  }

  /** Gives each partition to one of {@code nodes}; to nobody when there is none. */
  void assign(List<Integer> nodes, Random random) {
    for (int i = 0; i < PARTITIONS; i++) {
      int owner = nodes.isEmpty() ? NOBODY : nodes.get(random.nextInt(nodes.size()));
      if (owner != owners[i]) {
        owners[i] = owner;
        generations[i]++;
      }
    }
  }

  boolean isRead() {
    for (int i = 0; i < PARTITIONS; i++) {
      if (committed[i] < partitions.get(i).size()) {
        return false;
      }
    }
    return true;
  }
}
