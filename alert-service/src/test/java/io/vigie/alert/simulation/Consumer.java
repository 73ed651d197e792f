package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.kafka.ConsumersAlone;
import io.vigie.alert.simulation.SimulatedLog.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Hands the real consumers of results and commands what the log has for them, in batches, and
 * commits the offsets when they return: as the container does for the service.
 */
final class Consumer {

  private final World world;
  private final Node node;
  private final Ledger ledger;
  private final Listening listening;
  private final java.util.function.Consumer<ConsumerRecords<String, String>> results;
  private final java.util.function.Consumer<ConsumerRecords<String, String>> commands;
  private final int[] positions = new int[SimulatedLog.PARTITIONS];
  private final int[] generations = new int[SimulatedLog.PARTITIONS];

  Consumer(World world, Node node, Ledger ledger, Orders orders, Listening listening) {
    this.world = world;
    this.node = node;
    this.ledger = ledger;
    this.listening = listening;
    ConsumersAlone.Mail mail =
        new ConsumersAlone.Mail(world.log::at, (letter, _) -> world.putAside(letter.value()));
    Runnable rest = () -> world.rest(node);
    this.results = ConsumersAlone.results(ledger, listening, mail, world.clock, rest);
    this.commands = ConsumersAlone.commands(orders, mail, world.clock, rest);
    Arrays.fill(generations, -1);
  }

  /** What a partition gave, and up to where. */
  private record Taken(int partition, int generation, int upTo) {}

  /** What the checklists say is taken as it is at that moment: it has no order of its own yet. */
  boolean checks() {
    while (!world.unreadDefinitions().isEmpty()) {
      try {
        List<Definition> news = world.unreadDefinitions();
        var _ = ledger.define(news, world.clock.instant());
      } catch (LedgerException away) {
        world.rest(node);
      }
    }
    return false;
  }

  boolean results() {
    return read(results, world.shuffled(SimulatedLog.RESULTS));
  }

  boolean commands() {
    return read(commands, List.of(SimulatedLog.COMMANDS));
  }

  /** True where there is nothing to be read. */
  boolean isIdle(int partition) {
    return !world.log.isOwned(partition, node.number)
        || (generations[partition] == world.log.generation(partition)
            && positions[partition] == world.log.partition(partition).size()
            && world.log.committed(partition) == positions[partition]);
  }

  private boolean read(
      java.util.function.Consumer<ConsumerRecords<String, String>> consumer,
      List<Integer> partitions) {
    Map<TopicPartition, List<ConsumerRecord<String, String>>> batch = new LinkedHashMap<>();
    List<Taken> taken = new ArrayList<>();
    partitions.forEach(partition -> poll(partition, batch, taken));
    if (world.flaw.commitsFirst()) {
      commit(taken);
    }
    if (!batch.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> next = Map.of();
      consumer.accept(new ConsumerRecords<>(batch, next));
    }
    commit(taken);
    return false;
  }

  private void poll(
      int partition,
      Map<TopicPartition, List<ConsumerRecord<String, String>>> batch,
      List<Taken> taken) {
    if (!world.log.isOwned(partition, node.number)) {
      return;
    }
    int generation = world.log.generation(partition);
    if (generations[partition] != generation) {
      generations[partition] = generation;
      positions[partition] = world.log.committed(partition);
      listening.gained(0, world.clock.instant());
    }
    List<Written> written = world.log.partition(partition);
    int from = positions[partition];
    int upTo = Math.min(written.size(), from + world.batch());
    if (upTo > from) {
      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      for (int offset = from; offset < upTo; offset++) {
        records.add(record(partition, offset, written.get(offset)));
      }
      batch.put(new TopicPartition("topic", partition), records);
      world.note(() -> node + " reads " + (upTo - from) + " of partition " + partition);
    }
    positions[partition] = upTo;
    taken.add(new Taken(partition, generation, upTo));
  }

  private static ConsumerRecord<String, String> record(int partition, int offset, Written one) {
    return new ConsumerRecord<>(
        "topic",
        partition,
        offset,
        one.at().toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        one.address(),
        new RecordHeaders(),
        java.util.Optional.empty());
  }

  private void commit(List<Taken> taken) {
    taken.forEach(one -> world.log.commit(one.partition(), one.generation(), one.upTo()));
    world.point(node, "after a commit of offsets");
  }
}
