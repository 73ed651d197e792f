package io.vigie.scheduler.kafka;

import io.vigie.contract.command.Command;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.runtime.kafka.Records;
import io.vigie.scheduler.SchedulerMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads all commands, from those of the last minute on. Used by one thread. */
final class CommandTail implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CommandTail.class);
  private static final Duration FRESH = Duration.ofSeconds(60);

  private static final long EVERY_NANOS = Duration.ofMillis(50).toNanos();

  private final KafkaConsumer<String, String> consumer;
  private final WireCodec codec;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private long lookedAt = System.nanoTime() - EVERY_NANOS;

  CommandTail(
      Map<String, Object> client, WireCodec codec, SchedulerMetrics metrics, InstantSource clock) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    this.codec = codec;
    this.metrics = metrics;
    this.clock = clock;
    begin(clock.instant().minus(FRESH));
  }

  private void begin(Instant from) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topic.COMMANDS.name()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    consumer.offsetsForTimes(times).forEach(this::seek);
  }

  private void seek(TopicPartition partition, OffsetAndTimestamp offset) {
    if (offset != null) {
      consumer.seek(partition, offset.offset());
    } else {
      // Pinned now: what arrives before the first look must not be passed over.
      consumer.seek(partition, consumer.position(partition));
    }
  }

  /** What was asked for since the last look and is not too old; does not wait. */
  List<Command> poll() {
    List<Command> commands = new ArrayList<>();
    if (System.nanoTime() - lookedAt < EVERY_NANOS) {
      return commands;
    }
    lookedAt = System.nanoTime();
    for (ConsumerRecord<String, String> record : consumer.poll(Duration.ZERO)) {
      read(record).ifPresent(commands::add);
    }
    return commands;
  }

  private Optional<Command> read(ConsumerRecord<String, String> record) {
    try {
      Command command = codec.read(MessageType.COMMAND, Records.toEnvelope(record));
      if (command.at().isBefore(clock.instant().minus(FRESH))) {
        LOG.warnf(
            "command dropped: id=%s at=%s reason=older than 60 s", command.id(), command.at());
        metrics.command("too-old");
        return Optional.empty();
      }
      return Optional.of(command);
    } catch (WireFormatException | NullPointerException e) {
      metrics.command("unreadable");
      LOG.warnf(
          "unreadable command passed over: key=%s offset=%d reason=%s",
          record.key(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
