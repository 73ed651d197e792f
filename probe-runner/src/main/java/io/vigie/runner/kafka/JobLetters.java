package io.vigie.runner.kafka;

import io.vigie.contract.job.Job;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reads jobs from records, and sends records on that are not to be read here. Thread-safe. */
public final class JobLetters {

  private final WireCodec codec;
  private final Producers producers;

  private final InstantSource clock;

  public JobLetters(WireCodec codec, Producers producers, InstantSource clock) {
    this.codec = codec;
    this.producers = producers;
    this.clock = clock;
  }

  /** What is in a record. */
  sealed interface Letter {}

  record Legible(Job job) implements Letter {}

  record Illegible(String reason) implements Letter {}

  Letter open(ConsumerRecord<String, String> record) {
    try {
      return new Legible(codec.read(MessageType.JOB, Records.toEnvelope(record)));
    } catch (RuntimeException e) {
      // Whatever is wrong with a record, it must not stop the ones behind it.
      return new Illegible(e.getMessage() == null ? e.getClass().getName() : e.getMessage());
    }
  }

  CompletionStage<?> putAside(ConsumerRecord<String, String> record, String reason) {
    return producers.deadLetter(record, reason);
  }

  /** Puts a job back at the end of its partition, where it can no longer be given back. */
  CompletionStage<?> sendAgain(ConsumerRecord<String, String> record) {
    return sendAgain(record, record.partition());
  }

  /** Puts a job at the end of another partition, which another runner may have. */
  CompletionStage<?> sendAgain(ConsumerRecord<String, String> record, int partition) {
    return producers.send(
        new ProducerRecord<>(
            record.topic(), partition, null, record.key(), record.value(), record.headers()));
  }

  InstantSource clock() {
    return clock;
  }
}
