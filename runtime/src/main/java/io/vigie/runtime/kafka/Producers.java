package io.vigie.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * The one producer of this process: idempotent, acknowledged by all replicas. What it holds while
 * the broker is away is bounded in bytes and in time; a send that does not fit fails, it never
 * blocks for long.
 */
@ApplicationScoped
public class Producers {

  private static final Logger LOG = Logger.getLogger(Producers.class);
  private static final Topic DEAD_LETTERS = Topic.DEAD_LETTERS;

  private final KafkaSettings settings;
  private Producer<String, String> producer;

  @Inject
  public Producers(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Sends; the stage completes when the broker has it, or fails when it cannot have it. */
  public CompletionStage<RecordMetadata> send(ProducerRecord<String, String> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    try {
      // The callback carries the outcome; the future would only carry it again.
      var _ =
          producer()
              .send(
                  record,
                  (metadata, failure) -> {
                    if (failure == null) {
                      sent.complete(metadata);
                    } else {
                      sent.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException e) {
      sent.completeExceptionally(e);
    }
    return sent;
  }

  /** Puts aside what cannot be read, with the reason and where it came from. */
  public CompletionStage<RecordMetadata> deadLetter(
      ConsumerRecord<String, String> unreadable, String reason) {
    ProducerRecord<String, String> letter =
        new ProducerRecord<>(DEAD_LETTERS.name(), unreadable.key(), unreadable.value());
    unreadable.headers().forEach(letter.headers()::add);
    String origin = unreadable.topic() + "-" + unreadable.partition() + "@" + unreadable.offset();
    letter.headers().add(Envelope.REASON, reason.getBytes(UTF_8));
    letter.headers().add(Envelope.ORIGIN, origin.getBytes(UTF_8));
    LOG.warnf("unreadable message put aside: origin=%s reason=%s", origin, reason);
    return send(letter);
  }

  /** Returns when everything sent so far has been acknowledged or has failed. */
  public void flush() {
    producer().flush();
  }

  private synchronized Producer<String, String> producer() {
    if (producer == null) {
      Map<String, Object> all = settings.client();
      all.put(ProducerConfig.ACKS_CONFIG, "all");
      all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
      all.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 16 * 1024 * 1024);
      all.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
      all.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
      all.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
      producer = new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }
    return producer;
  }

  @PreDestroy
  synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(3));
    }
  }
}
