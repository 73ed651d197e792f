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
 * One share consumer on one thread: polls when it is its turn, then carries what it got until all
 * of it is done, acknowledging each job as it ends.
 *
 * <p>A job that is still open when its lock is about to expire, or when all lanes wait for slow
 * jobs, is dropped: acknowledged although it still runs, so that the lane is free. If the runner
 * dies then, that run is lost, and the item becomes stale instead of being looked at again.
 */
final class Lane implements Runnable {

  private static final Logger LOG = Logger.getLogger(Lane.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration ROOM = Duration.ofMillis(20);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(3);

  /** A broker's default; each poll says what it is for this group. */
  private static final int LOCK_MS = 30_000;

  private final ShareGroupJobSource source;
  private final ShareConsumer<String, String> consumer;
  private final Semaphore changes = new Semaphore(0);

  Lane(ShareGroupJobSource source, ShareConsumer<String, String> consumer) {
    this.source = source;
    this.consumer = consumer;
  }

  @Override
  public void run() {
    Optional<RuntimeException> failure = Optional.empty();
    try {
      takeTurns();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
    try {
      consumer.close(CLOSE);
    } catch (KafkaException e) {
      LOG.warnf("lane not closed in order: reason=%s", e.getMessage());
    }
    failure.ifPresent(e -> source.laneBroke(this, e));
  }

  private void takeTurns() {
    while (source.turn().take()) {
      List<Delivery> taken = List.of();
      try {
        taken = poll();
      } finally {
        if (source.turn().pass()) {
          source.addLane();
        }
      }
      carry(new ArrayList<>(taken));
    }
  }

  /** Ends a poll early; safe from any thread. */
  void wake() {
    consumer.wakeup();
  }

  /** Polls until there is something, or nothing is wanted any more. */
  private List<Delivery> poll() {
    while (!source.turn().isOver()) {
      source.turn().moved();
      if (source.hasRoom()) {
        List<Delivery> taken = pollOnce();
        if (!taken.isEmpty()) {
          source.pause(taken.size());
          return taken;
        }
      } else {
        pause(ROOM);
      }
    }
    return List.of();
  }

  private List<Delivery> pollOnce() {
    List<Delivery> taken = new ArrayList<>();
    try {
      for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
        taken.add(Delivery.of(record, source.letters(), source.taker(), () -> changes.release()));
      }
    } catch (WakeupException e) {
      // Told to stop: the loop sees to it.
      return taken;
    }
    return taken;
  }

  private void carry(List<Delivery> open) {
    long dropAt = System.nanoTime() + holdingTime().toNanos();
    long mayDropAt = System.nanoTime() + source.straggleAfter().toNanos();
    while (!open.isEmpty()) {
      awaitChange();
      acknowledge(open);
      long now = System.nanoTime();
      if (source.outOfPatience()) {
        open.forEach(delivery -> consumer.acknowledge(delivery.record(), AcknowledgeType.RELEASE));
        open.clear();
      } else if (now > dropAt || (now > mayDropAt && source.turn().isVacant())) {
        drop(open);
      }
    }
    commit();
  }

  private Duration holdingTime() {
    Optional<Integer> lock = consumer.acquisitionLockTimeoutMs();
    return Duration.ofMillis(lock.orElse(LOCK_MS) * 2L / 3);
  }

  private void awaitChange() {
    if (source.turn().isVacant()) {
      source.turn().moved();
    }
    try {
      if (changes.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        changes.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while carrying jobs", e);
    }
  }

  private void acknowledge(List<Delivery> open) {
    boolean any = false;
    for (Delivery delivery : List.copyOf(open)) {
      Optional<AcknowledgeType> type = typeOf(delivery.fate());
      if (type.isPresent()) {
        consumer.acknowledge(delivery.record(), type.get());
        open.remove(delivery);
        any = true;
      }
    }
    if (any) {
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

  private void drop(List<Delivery> open) {
    for (Delivery delivery : open) {
      consumer.acknowledge(delivery.record(), AcknowledgeType.ACCEPT);
      source.dropped(delivery);
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

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
