package io.vigie.scheduler.kafka;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.runtime.kafka.Records;
import io.vigie.scheduler.dispatch.Dispatcher;
import io.vigie.scheduler.plan.Inheritance;
import io.vigie.scheduler.plan.Planned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes partitions over and gives them up. A partition is begun once its checks are read, it is
 * known what its former owner sent, and the broker has our claim. One thread.
 */
final class Ownership implements ConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(Ownership.class);
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final KafkaConsumer<String, String> consumer;
  private final Dispatcher dispatcher;
  private final KafkaJobSink sink;
  private final Claims claims;
  private final Handover handover;
  private final WireCodec codec;
  private final InstantSource clock;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<Integer, Long> asked = new HashMap<>();
  private final Map<Integer, Begun> begun = new HashMap<>();
  private long questions;

  /** Since when we serve a partition, and how far its former owner had. */
  private record Begun(Instant upTo, Instant at) {}

  Ownership(
      KafkaConsumer<String, String> consumer,
      Dispatcher dispatcher,
      KafkaJobSink sink,
      Claims claims,
      Handover handover,
      WireCodec codec,
      InstantSource clock) {
    this.consumer = consumer;
    this.dispatcher = dispatcher;
    this.sink = sink;
    this.claims = claims;
    this.handover = handover;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    consumer.seekToBeginning(partitions);
    ends.putAll(consumer.endOffsets(partitions));
    Map<Integer, Long> questionOf = new HashMap<>();
    for (TopicPartition partition : partitions) {
      dispatcher.assigned(partition.partition());
      questionOf.put(partition.partition(), ++questions);
    }
    asked.putAll(questionOf);
    handover.ask(questionOf);
  }

  /** In order: what we sent is settled first, so that nobody need read it. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    Map<Integer, Instant> left = claims(dispatcher.givenOut());
    left.keySet().retainAll(partitions.stream().map(TopicPartition::partition).toList());
    forget(partitions);
    boolean released = !left.isEmpty() && sink.settle(SETTLE) && claims.release(left);
    LOG.infof("partitions given up: %s, in order: %s", partitions, released);
  }

  /** Somebody else has them already. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warnf("partitions lost: %s", partitions);
    forget(partitions);
    boolean _ = sink.settle(SETTLE);
  }

  private void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(
        partition -> {
          ends.remove(partition);
          asked.remove(partition.partition());
          begun.remove(partition.partition());
          dispatcher.forget(partition.partition());
        });
  }

  /** Takes in what a poll brought. */
  void read(ConsumerRecord<String, String> record) {
    try {
      ItemId item = ItemId.parse(record.key());
      Optional<Planned> check =
          record.value() == null
              ? Optional.empty()
              : Planned.of(
                  codec.read(MessageType.CHECK, Records.toEnvelope(record)),
                  Instant.ofEpochMilli(record.timestamp()),
                  codec);
      dispatcher.seen(record.partition(), item, check, clock.instant());
    } catch (WireFormatException | IllegalArgumentException e) {
      LOG.warnf(
          "unreadable check passed over: key=%s partition=%d offset=%d reason=%s",
          record.key(), record.partition(), record.offset(), e.getMessage());
    }
  }

  /** Begins the partitions of which everything is known by now. */
  void proceed() {
    ends.entrySet()
        .removeIf(
            end -> {
              boolean read = consumer.position(end.getKey()) >= end.getValue();
              if (read) {
                dispatcher.read(end.getKey().partition());
              }
              return read;
            });
    for (Handover.Left left = handover.poll(); left != null; left = handover.poll()) {
      if (Long.valueOf(left.asked()).equals(asked.get(left.partition()))) {
        dispatcher.inherits(left.partition(), left.inheritance());
      }
    }
    dispatcher.complete().entrySet().stream()
        .findFirst()
        .ifPresent(complete -> begin(complete.getKey(), complete.getValue()));
  }

  /** One at a time, so that what is begun already does not wait for long. */
  private void begin(int partition, Inheritance inheritance) {
    if (claims.take(Map.of(partition, inheritance.upTo()))) {
      Instant now = clock.instant();
      begun.put(partition, new Begun(inheritance.upTo(), now));
      dispatcher.begin(partition, now);
      LOG.infof("partition begun: %d, items=%d", partition, dispatcher.items());
    }
  }

  /** Proves that we are still a member of the group; true when the broker says so. */
  boolean isConfirmed() {
    return claims.take(claims(sink.settled()));
  }

  /** Says how far we got. */
  void renew() {
    claims.renew(claims(sink.settled()));
  }

  /**
   * How far each partition is settled when everything is settled up to {@code settled}: before the
   * first turn since it was begun that says nothing of it.
   */
  private Map<Integer, Instant> claims(Instant settled) {
    Map<Integer, Instant> upTo = new HashMap<>();
    for (Integer partition : dispatcher.owned()) {
      Begun from = begun.get(partition);
      upTo.put(partition, settled.isBefore(from.at()) ? from.upTo() : settled);
    }
    return upTo;
  }
}
