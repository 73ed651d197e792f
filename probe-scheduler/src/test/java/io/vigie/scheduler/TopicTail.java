package io.vigie.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that was ever written to a topic, as far as one has read. */
final class TopicTail implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<String, String> consumer;
  private final List<ConsumerRecord<String, String>> records = new ArrayList<>();

  TopicTail(String bootstrap, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions = partitions(topic);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (partitions.isEmpty() && System.nanoTime() < deadline) {
      // A topic that was just made is not known to every broker at once.
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      partitions = partitions(topic);
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(found -> new TopicPartition(topic, found.partition()))
        .toList();
  }

  /** Reads on until the records read since the last call are as described; answers them. */
  List<ConsumerRecord<String, String>> until(
      Predicate<List<ConsumerRecord<String, String>>> description) {
    int from = records.size();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!description.test(since(from)) && System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(50)).forEach(records::add);
    }
    assertThat(description.test(since(from))).as("seen in time: %s", since(from)).isTrue();
    return since(from);
  }

  /** Reads on for a while. */
  List<ConsumerRecord<String, String>> during(Duration time) {
    int from = records.size();
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(50)).forEach(records::add);
    }
    return since(from);
  }

  List<ConsumerRecord<String, String>> all() {
    return List.copyOf(records);
  }

  private List<ConsumerRecord<String, String>> since(int from) {
    return List.copyOf(records.subList(from, records.size()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
