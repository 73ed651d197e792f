package io.vigie.scheduler.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads in the topics of jobs which runs were ordered lately, by whomever. */
final class SentRuns {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The clocks of two machines are this far apart at most. */
  private static final Duration CLOCKS = Duration.ofSeconds(2);

  private final Map<String, Object> settings;

  SentRuns(Map<String, Object> client) {
    settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
  }

  /** The runs that were ordered from {@code from} on, up to the end as it is now. */
  Set<RunId> since(Instant from) {
    Set<RunId> runs = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, from.minus(CLOCKS), ends);
      long giveUp = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > giveUp) {
          throw new KafkaException("the topics of jobs could not be read in " + PATIENCE);
        }
        consumer.poll(POLL).forEach(record -> add(record, runs));
      }
    }
    return runs;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    String prefix = Topic.jobs("").name();
    consumer
        .listTopics()
        .forEach(
            (name, found) -> {
              if (name.startsWith(prefix)) {
                found.forEach(at -> partitions.add(new TopicPartition(name, at.partition())));
              }
            });
    return partitions;
  }

  private static void seek(
      KafkaConsumer<?, ?> consumer,
      List<TopicPartition> partitions,
      Instant from,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
    Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp offset = offsets.get(partition);
      consumer.seek(partition, offset == null ? ends.get(partition) : offset.offset());
    }
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, Set<RunId> runs) {
    Header id = record.headers().lastHeader("ce_id");
    if (id != null && id.value() != null) {
      try {
        runs.add(RunId.parse(new String(id.value(), UTF_8)));
      } catch (IllegalArgumentException notOfUs) {
        // A foreign message names no run of ours.
        return;
      }
    }
  }
}
