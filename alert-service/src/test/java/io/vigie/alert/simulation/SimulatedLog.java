package io.vigie.alert.simulation;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The topics of results and of commands: what is of one item is in one partition and in order,
 * nothing else is. A partition belongs to one node at a time; an offset that another commits is
 * refused.
 */
final class SimulatedLog {

  /** So many of results; one more has the commands. */
  static final int RESULTS = 3;

  static final int COMMANDS = RESULTS;
  static final int PARTITIONS = RESULTS + 1;
  private static final int NOBODY = -1;

  /** Something that was written, when, and where it is to be found. */
  record Written(Object content, Instant at, String address) {}

  private final List<List<Written>> partitions = new ArrayList<>();
  private final Map<String, Object> contents = new HashMap<>();
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
    return Math.floorMod(item.item().hashCode(), RESULTS);
  }

  void append(Result result, Instant now) {
    append(partitionOf(result.item()), result, now);
  }

  void append(Command command, Instant now) {
    append(COMMANDS, command, now);
  }

  private void append(int partition, Object content, Instant now) {
    List<Written> all = partitions.get(partition);
    String address = partition + "@" + all.size();
    contents.put(address, content);
    all.add(new Written(content, now, address));
  }

  List<Written> partition(int partition) {
    return partitions.get(partition);
  }

  /** What was written there. */
  Object at(String address) {
    return contents.get(address);
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
