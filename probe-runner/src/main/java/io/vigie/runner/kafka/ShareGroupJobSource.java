package io.vigie.runner.kafka;

import io.vigie.runner.kafka.Delivery.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Takes jobs from a share group, with several {@linkplain Lane lanes}. */
public final class ShareGroupJobSource implements JobSource {

  private static final Logger LOG = Logger.getLogger(ShareGroupJobSource.class);

  /** So long past its due time a job is carried before it is let go. */
  private static final Duration STRAGGLE = Duration.ofSeconds(2);

  /**
   * A broker throws away what was given back too often, five times by default and twice at the
   * least: so a job is given back once, and then sent again.
   */
  private static final int SENT_AGAIN_FROM = 2;

  private static final Duration MEND = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofMillis(100);

  private final Map<String, Object> settings;
  private final InstantSource clock;
  private final Brokers brokers;
  private final String topic;
  private final JobLetters letters;
  private final int laneCount;
  private final Map<Lane, Thread> lanes = new ConcurrentHashMap<>();
  private final AtomicLong letGo = new AtomicLong();
  private final int perPoll;
  private JobTaker taker;
  private Room room;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile long patienceEndsAt;

  /**
   * A source for the runners of a group.
   *
   * @param client how to reach the broker
   * @param laneCount how many consumers: one polls while others carry what they took
   * @param perPoll how many jobs one lane takes at once
   */
  public ShareGroupJobSource(
      Map<String, Object> client, JobQueue queue, JobLetters letters, int laneCount, int perPoll) {
    this.settings = new HashMap<>(client);
    this.brokers = Brokers.of(String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)));
    this.clock = letters.clock();
    this.topic = queue.topic().name();
    this.letters = letters;
    this.laneCount = laneCount;
    this.perPoll = perPoll;
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, queue.group());
    settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
    settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, perPoll);
  }

  @Override
  public void start(JobTaker jobTaker) {
    taker = jobTaker;
    room = new Room(jobTaker, perPoll);
    for (int i = 0; i < laneCount; i++) {
      addLane();
    }
  }

  @Override
  public void stop(Duration patience) {
    patienceEndsAt = System.nanoTime() + patience.toNanos();
    stopping = true;
    stopped.countDown();
    if (room != null) {
      room.close();
    }
    lanes.keySet().forEach(Lane::wake);
    new ArrayList<>(lanes.values()).forEach(ShareGroupJobSource::join);
  }

  @Override
  public Duration stuckFor() {
    return lanes.keySet().stream()
        .map(Lane::stuckFor)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** How many jobs were acknowledged while they still ran. */
  public long letGoEver() {
    return letGo.get();
  }

  private synchronized void addLane() {
    if (!stopping) {
      Lane lane = new Lane(this, newConsumer());
      // Not virtual: a consumer that spins must not keep other virtual threads from running.
      Thread thread =
          Thread.ofPlatform().daemon().name("vigie-lane-" + lanes.size()).unstarted(lane);
      lanes.put(lane, thread);
      thread.start();
    }
  }

  /**
   * Replaces a lane whose consumer is of no use any more, or that had no room. What it carried is
   * given out again.
   */
  void laneEnded(Lane lane, Optional<RuntimeException> failure) {
    lanes.remove(lane);
    if (stopping) {
      return;
    }
    if (failure.isEmpty()) {
      rest();
      addLane();
      return;
    }
    LOG.errorf("lane broke: topic=%s reason=%s", topic, failure.get().getMessage());
    if (failure.get() instanceof UnsupportedVersionException) {
      LOG.error("vigie.runner.jobs: must be consumer-group for a broker without share groups");
    }
    replaceLane();
  }

  /** Until there is room again. */
  private void rest() {
    try {
      while (!stopping && !room.hasSpace()) {
        awaitStop(REST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits, but no longer than until the stop. */
  void awaitStop(Duration time) throws InterruptedException {
    var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Makes no consumer while the broker is away, for its network thread would spin. */
  private void replaceLane() {
    while (!stopping) {
      try {
        awaitStop(MEND);
        if (!stopping && brokers.answer()) {
          addLane();
          return;
        }
      } catch (KafkaException e) {
        LOG.warnf("lane not replaced yet: topic=%s reason=%s", topic, e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  Delivery handOut(ConsumerRecord<String, String> record, Runnable changed) {
    boolean first = record.deliveryCount().orElse((short) 1) < SENT_AGAIN_FROM;
    JobTaker safely = first ? taker : new Resending(taker, () -> letters.sendAgain(record));
    return Delivery.of(record, letters, safely, changed);
  }

  /** Follows a job that was acknowledged early: if it comes to nothing, it is sent again. */
  void letGo(Delivery delivery) {
    letGo.incrementAndGet();
    var _ =
        delivery
            .settled()
            .thenAccept(
                fate -> {
                  if (fate == Fate.GIVEN_BACK) {
                    var _ = letters.sendAgain(delivery.record());
                  }
                });
  }

  /** How long a lane waits for its jobs: past the last due time, but not past their locks. */
  Duration holdingTime(List<Delivery> taken, Duration lock) {
    Instant now = clock.instant();
    Duration lead =
        taken.stream()
            .map(delivery -> Duration.between(now, delivery.dueAt().orElse(now)))
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    Duration wanted = lead.isNegative() ? STRAGGLE : STRAGGLE.plus(lead);
    Duration longest = lock.multipliedBy(2).dividedBy(3);
    return wanted.compareTo(longest) < 0 ? wanted : longest;
  }

  boolean isOutOfPatience() {
    return stopping && System.nanoTime() > patienceEndsAt;
  }

  Room room() {
    return room;
  }

  private ShareConsumer<String, String> newConsumer() {
    ShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    consumer.subscribe(List.of(topic));
    return consumer;
  }

  private static void join(Thread lane) {
    try {
      lane.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
