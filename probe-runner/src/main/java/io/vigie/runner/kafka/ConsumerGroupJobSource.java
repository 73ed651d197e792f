package io.vigie.runner.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes jobs from an ordinary consumer group. Polling goes on while jobs run; committed is what
 * lies before the oldest job that still runs. A runner that dies therefore leaves a few finished
 * jobs to be run once more.
 */
public final class ConsumerGroupJobSource implements JobSource {

  private static final Logger LOG = Logger.getLogger(ConsumerGroupJobSource.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final Duration MEND = Duration.ofSeconds(1);
  private static final int SESSION_MS = 6_000;

  private final Map<String, Object> settings;
  private final String topic;
  private final JobLetters letters;
  private final int perPoll;
  private final AtomicLong movedAt = new AtomicLong(System.nanoTime());
  private final Map<TopicPartition, PartitionProgress> progress = new HashMap<>();
  private final Thread loop = Thread.ofPlatform().daemon().name("vigie-jobs").unstarted(this::loop);
  private JobTaker taker;
  private volatile int partitions = 1;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile long patienceEndsAt = Long.MAX_VALUE;

  public ConsumerGroupJobSource(
      Map<String, Object> client, JobQueue queue, JobLetters letters, int perPoll) {
    this.settings = new HashMap<>(client);
    this.topic = queue.topic().name();
    this.letters = letters;
    this.perPoll = perPoll;
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, queue.group() + "-plain");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, perPoll);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
    // A partition stays with who has it: another may not begin beside what still runs.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MS / 3);
  }

  @Override
  public void start(JobTaker jobTaker) {
    this.taker = jobTaker;
    loop.start();
  }

  @Override
  public void stop(Duration patience) {
    patienceEndsAt = System.nanoTime() + patience.toNanos();
    stopping = true;
    stopped.countDown();
    try {
      loop.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Duration stuckFor() {
    return Duration.ofNanos(System.nanoTime() - movedAt.get());
  }

  private void loop() {
    while (!stopping) {
      if (!taker.isWilling()) {
        movedAt.set(System.nanoTime());
        pause(POLL);
        continue;
      }
      try (KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
        consumer.subscribe(List.of(topic), new Handover(consumer));
        consume(consumer);
      } catch (KafkaException e) {
        LOG.errorf("consumer broke: topic=%s reason=%s", topic, e.getMessage());
        pause(MEND);
      }
      progress.clear();
    }
  }

  /** Leaves the group while it wants no jobs: whoever has a partition keeps others from it. */
  private void consume(KafkaConsumer<String, String> consumer) {
    while (!stopping && (taker.isWilling() || !isIdle())) {
      movedAt.set(System.nanoTime());
      if (taker.room() >= perPoll) {
        consumer.resume(consumer.paused());
      } else {
        consumer.pause(consumer.assignment());
      }
      consumer.poll(POLL).forEach(this::handOut);
      commit(consumer);
    }
    finish(consumer);
  }

  private void handOut(ConsumerRecord<String, String> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    progress
        .computeIfAbsent(partition, _ -> new PartitionProgress())
        .add(Delivery.of(record, letters, new Resending(taker, () -> sendAgain(record)), () -> {}));
  }

  /**
   * A job that nobody could do keeps those after it from being committed: so it goes last, and to
   * another partition if there is one, which another runner may have.
   */
  private CompletionStage<?> sendAgain(ConsumerRecord<String, String> record) {
    return stopping
        ? CompletableFuture.failedFuture(new IllegalStateException("this runner stops"))
        : letters.sendAgain(record, (record.partition() + 1) % partitions);
  }

  /** Waits for what is out; polling on only keeps the membership alive. */
  private void finish(KafkaConsumer<String, String> consumer) {
    while (System.nanoTime() < patienceEndsAt && !isIdle()) {
      consumer.pause(consumer.assignment());
      consumer.poll(POLL);
      commit(consumer);
    }
    commit(consumer);
  }

  private boolean isIdle() {
    return progress.values().stream().allMatch(PartitionProgress::isSettled);
  }

  private void commit(KafkaConsumer<String, String> consumer) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    progress.forEach(
        (partition, done) ->
            done.advance()
                .ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset))));
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, COMMIT);
    } catch (CommitFailedException | RetriableException e) {
      // A later commit says the same and more; without one, some jobs are run once more.
      LOG.infof("commit postponed: topic=%s reason=%s", topic, e.getMessage());
    }
  }

  private void pause(Duration time) {
    try {
      var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Commits what is done of a partition before it is given to another runner. */
  private final class Handover implements ConsumerRebalanceListener {

    private final KafkaConsumer<String, String> consumer;

    Handover(KafkaConsumer<String, String> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(consumer);
      partitions.forEach(progress::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(progress::remove);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      try {
        List<PartitionInfo> known = consumer.partitionsFor(topic, COMMIT);
        partitions = known.isEmpty() ? 1 : known.size();
      } catch (RetriableException e) {
        LOG.infof("partitions not counted: topic=%s reason=%s", topic, e.getMessage());
      }
    }
  }
}
