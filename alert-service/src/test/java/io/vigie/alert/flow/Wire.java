package io.vigie.alert.flow;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as alert-service sees them: who writes its topics and who reads them. */
final class Wire implements AutoCloseable {

  private final WireCodec codec = new WireCodec("/test");
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

  Wire(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "test-" + UUID.randomUUID(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(
        List.of(
            Topic.STATES.name(),
            Topic.INCIDENTS.name(),
            Topic.COMMANDS.name(),
            Topic.DEAD_LETTERS.name()));
  }

  void send(Check check) {
    send(Records.toRecord(Topic.CHECKS, codec.write(MessageType.CHECK, check, Instant.EPOCH)));
  }

  void send(Command command) {
    send(Records.toRecord(Topic.COMMANDS, codec.write(MessageType.COMMAND, command, command.at())));
  }

  void remove(ItemId item) {
    send(Records.tombstone(Topic.CHECKS, item));
  }

  void send(Result... results) {
    for (Result result : results) {
      var _ =
          producer.send(
              Records.toRecord(
                  Topic.RESULTS, codec.write(MessageType.RESULT, result, Instant.EPOCH)));
    }
    producer.flush();
  }

  void send(ProducerRecord<String, String> record) {
    var _ = producer.send(record);
    producer.flush();
  }

  /** Waits for a message that is as expected; returns it. */
  ConsumerRecord<String, String> await(
      String what, Predicate<ConsumerRecord<String, String>> expected) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (true) {
      Optional<ConsumerRecord<String, String>> found = seen.stream().filter(expected).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("topics: must carry " + what + ", carried " + seen.size());
      }
      consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    }
  }

  /** Waits for a state of an item. */
  ItemStatus awaitStatus(ItemId item, Predicate<ItemStatus> expected) {
    return codec.read(
        MessageType.STATUS,
        Records.toEnvelope(
            await(
                "a state of " + item,
                record ->
                    record.topic().equals(Topic.STATES.name())
                        && item.toString().equals(record.key())
                        && record.value() != null
                        && expected.test(
                            codec.read(MessageType.STATUS, Records.toEnvelope(record))))));
  }

  /** Waits for an incident of an item. */
  Incident awaitIncident(ItemId item) {
    return codec.read(
        MessageType.INCIDENT,
        Records.toEnvelope(
            await(
                "an incident of " + item,
                record ->
                    item.toString().equals(record.key())
                        && record.value() != null
                        && codec.typeOf(Records.toEnvelope(record)).equals(MessageType.INCIDENT))));
  }

  /** Waits for a command about an item. */
  Command awaitCommand(ItemId item) {
    return codec.read(
        MessageType.COMMAND,
        Records.toEnvelope(
            await(
                "a command about " + item,
                record ->
                    record.topic().equals(Topic.COMMANDS.name())
                        && item.toString().equals(record.key()))));
  }

  /** Messages of a kind about an item that were seen so far. */
  <T> List<T> seen(MessageType<T> type, ItemId item) {
    return seen.stream()
        .filter(record -> record.value() != null && item.toString().equals(record.key()))
        .map(Records::toEnvelope)
        .filter(envelope -> codec.typeOf(envelope).equals(type))
        .map(envelope -> codec.read(type, envelope))
        .toList();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
    consumer.close();
  }
}
