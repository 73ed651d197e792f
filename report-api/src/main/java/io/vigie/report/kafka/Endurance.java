package io.vigie.report.kafka;

import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.report.ReportMetrics;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.StorageException;
import io.vigie.runtime.kafka.Producers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Gets a batch recorded whatever happens. Unreadable messages are put aside one by one; a database
 * that does not answer is asked again with growing pauses until it does; and when the database
 * refuses the content of a batch, the messages are tried singly, so that only the refused ones are
 * put aside.
 */
@ApplicationScoped
public class Endurance {

  private static final Logger LOG = Logger.getLogger(Endurance.class);

  private final Producers producers;
  private final ReportMetrics metrics;
  private final ReportSettings.Retry retry;
  private final Set<Topic> waiting = ConcurrentHashMap.newKeySet();

  @Inject
  Endurance(Producers producers, ReportMetrics metrics, ReportSettings settings) {
    this.producers = producers;
    this.metrics = metrics;
    this.retry = settings.retry();
  }

  /** A record and what it says. */
  private record Decoded<T>(ConsumerRecord<String, String> record, T message) {}

  /** True while the messages of a topic wait for a database that does not answer. */
  boolean isWaiting(Topic topic) {
    return waiting.contains(topic);
  }

  <T> void take(
      Topic topic,
      List<ConsumerRecord<String, String>> batch,
      Function<ConsumerRecord<String, String>, T> decode,
      Consumer<List<T>> keep) {
    long began = System.nanoTime();
    List<Decoded<T>> decoded = decode(batch, decode);
    if (!decoded.isEmpty()) {
      keepAll(topic, decoded, keep);
    }
    metrics.recorded(topic, decoded.size(), Duration.ofNanos(System.nanoTime() - began));
  }

  private <T> List<Decoded<T>> decode(
      List<ConsumerRecord<String, String>> batch,
      Function<ConsumerRecord<String, String>, T> decode) {
    List<Decoded<T>> decoded = new ArrayList<>(batch.size());
    for (ConsumerRecord<String, String> record : batch) {
      try {
        decoded.add(new Decoded<>(record, decode.apply(record)));
      } catch (WireFormatException | IllegalArgumentException e) {
        putAside(record, e.getMessage());
      }
    }
    return decoded;
  }

  private <T> void keepAll(Topic topic, List<Decoded<T>> batch, Consumer<List<T>> keep) {
    try {
      untilAnswered(topic, () -> keep.accept(batch.stream().map(Decoded::message).toList()));
    } catch (StorageException refused) {
      if (batch.size() == 1) {
        putAside(batch.getFirst().record(), refused.getMessage());
      } else {
        batch.forEach(single -> keepAll(topic, List.of(single), keep));
      }
    }
  }

  /** Returns when the work is done; throws only what trying again cannot mend. */
  private void untilAnswered(Topic topic, Runnable work) {
    Duration pause = retry.first();
    try {
      while (!isDone(work, topic, pause)) {
        pause = longer(pause);
      }
    } finally {
      waiting.remove(topic);
    }
  }

  /** Tries once; has paused when the database did not answer. */
  private boolean isDone(Runnable work, Topic topic, Duration pause) {
    try {
      work.run();
      return true;
    } catch (StorageException e) {
      if (e.isBlamedOnMessage()) {
        throw e;
      }
      waiting.add(topic);
      LOG.warnf("not recorded yet, trying again: pauseMs=%d %s", pause.toMillis(), e.getMessage());
      metrics.retried();
      rest(pause, e);
      return false;
    }
  }

  /** A message is only given up for once the dead-letter topic has it. */
  private void putAside(ConsumerRecord<String, String> record, String reason) {
    metrics.putAside();
    Duration pause = retry.first();
    while (true) {
      try {
        producers.deadLetter(record, reason).toCompletableFuture().join();
        return;
      } catch (CompletionException e) {
        LOG.warnf("dead letter not accepted yet, trying again: %s", e.getCause());
        rest(pause, e);
        pause = longer(pause);
      }
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(retry.longest()) > 0 ? retry.longest() : doubled;
  }

  private static void rest(Duration pause, RuntimeException cause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
