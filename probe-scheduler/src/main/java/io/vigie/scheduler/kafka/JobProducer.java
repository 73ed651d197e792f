package io.vigie.scheduler.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * The producer of jobs. It is transactional for one reason: whoever takes our partitions over can
 * fence it, and then the broker refuses even what still lies in its buffers. Readers do not wait
 * for the end of a transaction. A producer that failed is replaced, without waiting for it. Used by
 * one thread.
 */
final class JobProducer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(JobProducer.class);

  /** Each end of a transaction holds the next job up for some milliseconds. */
  private static final long TRANSACTION_NANOS = Duration.ofSeconds(15).toNanos();

  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int BUFFER = 32 * 1024 * 1024;

  private final Map<String, Object> settings;
  private Producer<byte[], byte[]> producer;
  private CompletableFuture<Producer<byte[], byte[]>> opening;
  private volatile boolean failed;
  private boolean inTransaction;
  private long begunAt;
  private long triedAt = System.nanoTime() - RETRY_NANOS;

  JobProducer(Map<String, Object> client, String transactionalId) {
    settings = new HashMap<>(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 60_000);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
  }

  /** True when something can be sent. */
  boolean isReady() {
    return producer != null && !failed;
  }

  /** Replaces a producer that failed, and ends a transaction that is long enough. */
  void tend() {
    if (failed) {
      discard();
    }
    if (producer == null) {
      open();
    } else if (inTransaction && System.nanoTime() - begunAt > TRANSACTION_NANOS) {
      commit();
    }
  }

  /** Sends; {@code done} is told the failure, or null, on any thread. */
  void send(ProducerRecord<byte[], byte[]> record, Consumer<Exception> done) {
    try {
      if (!isReady()) {
        throw new KafkaException("no producer");
      }
      begin();
      // The callback carries the outcome; the future would only carry it again.
      var _ = producer.send(record, (_, failure) -> settle(failure, done));
    } catch (KafkaException | IllegalStateException e) {
      settle(e, done);
    }
  }

  private void settle(Exception failure, Consumer<Exception> done) {
    if (failure != null) {
      failed = true;
    }
    done.accept(failure);
  }

  private void begin() {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
      begunAt = System.nanoTime();
    }
  }

  private void commit() {
    try {
      producer.commitTransaction();
    } catch (KafkaException | IllegalStateException e) {
      LOG.infof("transaction not ended, beginning anew: %s", e.getMessage());
      failed = true;
    }
    inTransaction = false;
  }

  private void open() {
    if (opening == null) {
      if (System.nanoTime() - triedAt >= RETRY_NANOS) {
        triedAt = System.nanoTime();
        opening = new CompletableFuture<>();
        inBackground(() -> open(opening));
      }
    } else if (opening.isDone()) {
      take(opening);
      opening = null;
    }
  }

  private void open(CompletableFuture<Producer<byte[], byte[]>> result) {
    Producer<byte[], byte[]> opened = null;
    try {
      opened = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      opened.initTransactions();
      result.complete(opened);
    } catch (RuntimeException e) {
      if (opened != null) {
        opened.close(Duration.ZERO);
      }
      result.completeExceptionally(e);
    }
  }

  private void take(CompletableFuture<Producer<byte[], byte[]>> opened) {
    try {
      producer = opened.get();
      failed = false;
      inTransaction = false;
    } catch (ExecutionException e) {
      LOG.warnf("no jobs can be sent yet: %s", e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void discard() {
    if (producer != null) {
      Producer<byte[], byte[]> broken = producer;
      producer = null;
      inBackground(() -> broken.close(Duration.ZERO));
    }
    failed = false;
    inTransaction = false;
  }

  private static void inBackground(Runnable work) {
    Thread.ofPlatform().daemon().name("scheduler-producer").start(work);
  }

  @Override
  public void close() {
    if (producer != null) {
      if (inTransaction && !failed) {
        commit();
      }
      producer.close(Duration.ofSeconds(1));
      producer = null;
    }
  }
}
