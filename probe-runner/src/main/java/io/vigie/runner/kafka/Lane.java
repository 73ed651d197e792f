package io.vigie.runner.kafka;

import io.vigie.runner.kafka.Delivery.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One share consumer on one thread of the platform: polls, then carries what it got until all of it
 * is done, acknowledging each job as it ends, then polls again.
 *
 * <p>A job that runs for long is let go: acknowledged although it still runs, so that the lane is
 * free. If the runner is killed then, that run is lost, and its item becomes stale instead of being
 * looked at again.
 */
final class Lane implements Runnable {

  private static final Logger LOG = Logger.getLogger(Lane.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Each acknowledgement is written to a log by the broker: few and full ones cost it less. */
  private static final Duration GATHER = Duration.ofMillis(400);

  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  /** A broker's default; each poll says what it is for this group. */
  private static final int LOCK_MS = 30_000;

  private final ShareGroupJobSource source;
  private final ShareConsumer<String, String> consumer;
  private final Connection connection = new Connection();
  private volatile long movedAt = System.nanoTime();

  /** What one poll brought, and a permit for each of it whose fate is known. */
  private record Batch(List<Delivery> open, Semaphore settled) {}

  Lane(ShareGroupJobSource source, ShareConsumer<String, String> consumer) {
    this.source = source;
    this.consumer = consumer;
  }

  @Override
  public void run() {
    Optional<RuntimeException> failure = Optional.empty();
    try {
      while (source.room().reserve(this::moved)) {
        carry(poll());
      }
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
    try {
      consumer.close(failure.isPresent() ? Duration.ZERO : CLOSE);
    } catch (KafkaException e) {
      LOG.warnf("lane not closed in order: reason=%s", e.getMessage());
    }
    source.laneEnded(this, failure);
  }

  /** Ends a poll early; safe from any thread. */
  void wake() {
    consumer.wakeup();
  }

  /** How long ago this lane last got on. */
  Duration stuckFor() {
    return Duration.ofNanos(System.nanoTime() - movedAt);
  }

  private void moved() {
    movedAt = System.nanoTime();
  }

  private Batch poll() {
    moved();
    Batch taken = new Batch(new ArrayList<>(), new Semaphore(0));
    try {
      for (ConsumerRecord<String, String> record : consumer.poll(patience())) {
        taken.open().add(source.handOut(record, taken.settled()::release));
      }
    } catch (WakeupException e) {
      // Told to stop: there will be no room any more.
      moved();
    } finally {
      source.room().settle();
    }
    return taken;
  }

  /**
   * How long a poll may wait. While no broker is connected, Kafka 4.2's share consumer does not
   * wait but spins, in its polls and in its network thread. So it is only looked in on, and given
   * up when its broker stays away.
   */
  private Duration patience() {
    connection.look(consumer.metrics());
    if (connection.isLost()) {
      throw new KafkaException("the broker is away");
    }
    if (!connection.isAway()) {
      return POLL;
    }
    try {
      source.awaitStop(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for the broker", e);
    }
    return Duration.ZERO;
  }

  private void carry(Batch batch) {
    List<Delivery> open = batch.open();
    if (open.isEmpty()) {
      return;
    }
    long letGoAt = System.nanoTime() + source.holdingTime(open, lock()).toNanos();
    while (!open.isEmpty()) {
      acknowledge(open, settled(batch));
      if (source.isOutOfPatience()) {
        giveBack(open);
      } else if (System.nanoTime() > letGoAt) {
        letGo(open);
      }
    }
    commit();
  }

  private Duration lock() {
    return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(LOCK_MS));
  }

  /** Waits until all are settled, or a while, and returns those that are: few, fuller messages. */
  private List<Delivery> settled(Batch batch) {
    moved();
    try {
      if (batch
          .settled()
          .tryAcquire(batch.open().size(), GATHER.toMillis(), TimeUnit.MILLISECONDS)) {
        return List.copyOf(batch.open());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while carrying jobs", e);
    }
    List<Delivery> settled =
        batch.open().stream().filter(delivery -> delivery.fate() != Fate.OPEN).toList();
    batch.settled().acquireUninterruptibly(settled.size());
    return settled;
  }

  private void acknowledge(List<Delivery> open, List<Delivery> settled) {
    for (Delivery delivery : settled) {
      typeOf(delivery.fate()).ifPresent(type -> consumer.acknowledge(delivery.record(), type));
    }
    open.removeAll(settled);
    if (!settled.isEmpty() && !open.isEmpty()) {
      consumer.commitAsync();
    }
  }

  private static Optional<AcknowledgeType> typeOf(Fate fate) {
    return switch (fate) {
      case OPEN -> Optional.empty();
      case DONE -> Optional.of(AcknowledgeType.ACCEPT);
      case PUT_ASIDE -> Optional.of(AcknowledgeType.REJECT);
      case GIVEN_BACK -> Optional.of(AcknowledgeType.RELEASE);
    };
  }

  private void giveBack(List<Delivery> open) {
    open.forEach(delivery -> consumer.acknowledge(delivery.record(), AcknowledgeType.RELEASE));
    open.clear();
  }

  private void letGo(List<Delivery> open) {
    for (Delivery delivery : open) {
      consumer.acknowledge(delivery.record(), AcknowledgeType.ACCEPT);
      source.letGo(delivery);
    }
    open.clear();
  }

  private void commit() {
    consumer
        .commitSync(COMMIT)
        .forEach(
            (partition, failure) ->
                failure.ifPresent(
                    e ->
                        LOG.warnf(
                            "acknowledgement refused: topic=%s partition=%d reason=%s",
                            partition.topic(), partition.partition(), e.getMessage())));
  }
}
