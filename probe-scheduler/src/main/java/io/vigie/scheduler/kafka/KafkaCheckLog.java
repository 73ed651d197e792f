package io.vigie.scheduler.kafka;

import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.dispatch.Change;
import io.vigie.scheduler.dispatch.CheckLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** The log in two compacted topics: checks by item, reports by file. */
public final class KafkaCheckLog implements CheckLog {

  private static final Logger LOG = Logger.getLogger(KafkaCheckLog.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 70;
  private static final int AT_ONCE = 1_000;

  private final KafkaSettings settings;
  private final Topics topics;
  private final Producers producers;
  private final WireCodec codec;
  private final InstantSource clock;

  public KafkaCheckLog(
      KafkaSettings settings,
      Topics topics,
      Producers producers,
      WireCodec codec,
      InstantSource clock) {
    this.settings = settings;
    this.topics = topics;
    this.producers = producers;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Published read() {
    topics.ensure(Topic.fixed());
    Map<ItemId, String> revisions = new HashMap<>();
    Map<String, ChecklistReport> reports = new HashMap<>();
    forEach(Topic.CHECKS, record -> readCheck(record, revisions));
    forEach(Topic.CHECKLISTS, record -> readReport(record, reports));
    return new Published(revisions, reports);
  }

  @Override
  public void write(List<Change> changes) {
    for (int from = 0; from < changes.size(); from += AT_ONCE) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      changes.subList(from, Math.min(changes.size(), from + AT_ONCE)).stream()
          .map(this::record)
          .forEach(record -> sent.add(producers.send(record).toCompletableFuture()));
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .orTimeout(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS)
          .join();
    }
  }

  private ProducerRecord<String, String> record(Change change) {
    return switch (change) {
      case Change.PutCheck(var check) ->
          Records.toRecord(Topic.CHECKS, codec.write(MessageType.CHECK, check, clock.instant()));
      case Change.RemoveCheck(var item) -> Records.tombstone(Topic.CHECKS, item);
      case Change.PutReport(var report) ->
          Records.toRecord(
              Topic.CHECKLISTS, codec.write(MessageType.CHECKLIST, report, clock.instant()));
      case Change.RemoveReport(var file) -> Records.tombstone(Topic.CHECKLISTS, file);
    };
  }

  /** What cannot be read counts as absent, so that it is replaced by something that can. */
  private void readCheck(ConsumerRecord<String, String> record, Map<ItemId, String> revisions) {
    try {
      ItemId item = ItemId.parse(record.key());
      revisions.remove(item);
      if (record.value() != null) {
        revisions.put(item, codec.read(MessageType.CHECK, Records.toEnvelope(record)).revision());
      }
    } catch (WireFormatException | IllegalArgumentException e) {
      unreadable(record, e);
    }
  }

  private void readReport(
      ConsumerRecord<String, String> record, Map<String, ChecklistReport> reports) {
    reports.remove(record.key());
    if (record.value() != null) {
      try {
        reports.put(record.key(), codec.read(MessageType.CHECKLIST, Records.toEnvelope(record)));
      } catch (WireFormatException e) {
        unreadable(record, e);
      }
    }
  }

  private static void unreadable(ConsumerRecord<String, String> record, RuntimeException e) {
    LOG.warnf(
        "unreadable message passed over: topic=%s key=%s reason=%s",
        record.topic(), record.key(), e.getMessage());
  }

  private void forEach(Topic topic, Consumer<ConsumerRecord<String, String>> reader) {
    Map<String, Object> all = settings.client();
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IllegalStateException(topic.name() + ": must have partitions, had none yet");
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(reader);
      }
    }
  }
}
