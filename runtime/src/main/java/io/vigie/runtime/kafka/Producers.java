package io.vigie.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * The producers of this process, one for what must go at once and, where it is used, one that
 * gathers: idempotent, acknowledged by all replicas. What it holds while the broker is away is
 * bounded in bytes and in time; a send that does not fit fails, it never blocks for long.
 */
@ApplicationScoped
public class Producers {

  private static final Logger LOG = Logger.getLogger(Producers.class);
  private static final Topic DEAD_LETTERS = Topic.DEAD_LETTERS;
  private static final int GATHERING_MS = 200;
  private static final Duration CLOSE = Duration.ofSeconds(3);

  private final KafkaSettings settings;
  private Producer<String, String> producer;
  private Producer<String, String> gathering;

  @Inject
  public Producers(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Sends; the stage completes when the broker has it, or fails when it cannot have it. */
  public CompletionStage<RecordMetadata> send(ProducerRecord<String, String> record) {
    return send(this::producer, record);
  }

  /**
   * The same for what nobody waits for: it is held for up to {@value #GATHERING_MS} ms and sent
   * together with what comes meanwhile, which costs everybody down the stream much less than one
   * message at a time. What is sent at once may overtake it.
   */
  public CompletionStage<RecordMetadata> sendGathered(ProducerRecord<String, String> record) {
    return send(this::gathering, record);
  }

  private static CompletionStage<RecordMetadata> send(
      Supplier<Producer<String, String>> by, ProducerRecord<String, String> record) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    try {
      // The callback carries the outcome; the future would only carry it again.
      var _ =
          by.get()
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
    Producer<String, String> gatheringNow;
    synchronized (this) {
      gatheringNow = gathering;
    }
    producer().flush();
    if (gatheringNow != null) {
      gatheringNow.flush();
    }
  }

  private synchronized Producer<String, String> producer() {
    if (producer == null) {
      producer = newProducer(0);
    }
    return producer;
  }

  private synchronized Producer<String, String> gathering() {
    if (gathering == null) {
      gathering = newProducer(GATHERING_MS);
    }
    return gathering;
  }

  private Producer<String, String> newProducer(int lingerMs) {
    Map<String, Object> all = settings.client();
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.LINGER_MS_CONFIG, lingerMs);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    all.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 16 * 1024 * 1024);
    all.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    all.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
    all.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  @PreDestroy
  synchronized void close() {
    for (Producer<String, String> open : Arrays.asList(gathering, producer)) {
      if (open != null) {
        open.close(CLOSE);
      }
    }
  }
}
