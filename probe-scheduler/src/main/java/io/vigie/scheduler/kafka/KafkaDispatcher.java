package io.vigie.scheduler.kafka;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.SchedulerSettings;
import io.vigie.scheduler.dispatch.Dispatcher;
import io.vigie.scheduler.dispatch.JobSink;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Owns partitions of the checks as a member of the schedulers' group, and gives the dispatcher its
 * turns. One thread does all of it, so that a partition is given up between two turns and never
 * within one.
 *
 * <p>A process that was held up longer than {@link #DOUBT} may have lost its partitions without
 * having been told: it sends nothing until the broker has confirmed that it is still a member.
 */
public final class KafkaDispatcher implements Runnable {

  private static final Logger LOG = Logger.getLogger(KafkaDispatcher.class);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final Duration DOUBT = Duration.ofSeconds(3);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final KafkaSettings kafka;
  private final SchedulerSettings settings;
  private final Topics topics;
  private final JobSink sink;
  private final WireCodec codec;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;

  private volatile boolean stopped;
  private volatile long lastTurn = System.nanoTime();
  private volatile KafkaConsumer<String, String> consumer;
  private Dispatcher dispatcher;
  private Map<TopicPartition, Long> ends = new HashMap<>();
  private boolean inDoubt;

  public KafkaDispatcher(
      KafkaSettings kafka,
      SchedulerSettings settings,
      Topics topics,
      JobSink sink,
      WireCodec codec,
      SchedulerMetrics metrics,
      InstantSource clock) {
    this.kafka = kafka;
    this.settings = settings;
    this.topics = topics;
    this.sink = sink;
    this.codec = codec;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Dispatches until stopped; begins anew after whatever goes wrong. */
  @Override
  public void run() {
    while (!stopped) {
      try {
        topics.ensure(List.of(Topic.CHECKS, Topic.RESULTS));
        dispatch();
      } catch (WakeupException stopping) {
        // Asked to stop; the loop's condition says the rest.
      } catch (KafkaException | IllegalStateException e) {
        LOG.warnf("dispatcher begins anew: %s", e.getMessage());
        pause();
      }
    }
  }

  /** Ends the loop; the partitions go to the others at once. */
  public void stop() {
    stopped = true;
    KafkaConsumer<String, String> running = consumer;
    if (running != null) {
      running.wakeup();
    }
  }

  /** How long ago the loop last came round. */
  public Duration sinceLastTurn() {
    return Duration.ofNanos(System.nanoTime() - lastTurn);
  }

  private void dispatch() {
    dispatcher = new Dispatcher(new Planner(settings.lead(), settings.tolerance()), sink);
    ends = new HashMap<>();
    inDoubt = false;
    consumer =
        new KafkaConsumer<>(consumerSettings(), new StringDeserializer(), new StringDeserializer());
    try {
      consumer.subscribe(List.of(Topic.CHECKS.name()), new Ownership());
      while (!stopped) {
        turn();
      }
    } finally {
      metrics.owns(0, 0);
      consumer.close(
          CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
              .withTimeout(Duration.ofSeconds(2)));
      consumer = null;
    }
  }

  private void turn() {
    for (ConsumerRecord<String, String> record : consumer.poll(untilNextTurn())) {
      read(record);
    }
    completeTables();
    if (sinceLastTurn().compareTo(DOUBT) > 0) {
      inDoubt = true;
    }
    lastTurn = System.nanoTime();
    if (isSureToOwn() && !sink.isCongested()) {
      measure(dispatcher.turn(clock.instant()));
    }
    metrics.owns(dispatcher.partitions(), dispatcher.items());
    metrics.oldestDueAge(
        dispatcher
            .nextTurn()
            .map(next -> Duration.between(next, clock.instant()))
            .orElse(Duration.ZERO));
  }

  private Duration untilNextTurn() {
    Duration wait =
        dispatcher
            .nextTurn()
            .map(next -> Duration.between(clock.instant(), next))
            .orElse(LONGEST_WAIT);
    if (wait.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private void measure(Plan plan) {
    Instant now = clock.instant();
    plan.jobs()
        .forEach(
            job -> metrics.sentAfter(Duration.between(job.dueAt().minus(settings.lead()), now)));
  }

  private void read(ConsumerRecord<String, String> record) {
    try {
      ItemId item = ItemId.parse(record.key());
      Optional<Planned> check =
          record.value() == null
              ? Optional.empty()
              : Planned.of(
                  codec.read(MessageType.CHECK, Records.toEnvelope(record)),
                  Instant.ofEpochMilli(record.timestamp()));
      dispatcher.seen(record.partition(), item, check, clock.instant());
    } catch (WireFormatException | IllegalArgumentException e) {
      LOG.warnf(
          "unreadable check passed over: key=%s partition=%d offset=%d reason=%s",
          record.key(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private void completeTables() {
    ends.entrySet()
        .removeIf(
            end -> {
              boolean read = consumer.position(end.getKey()) >= end.getValue();
              if (read) {
                dispatcher.complete(end.getKey().partition(), clock.instant());
              }
              return read;
            });
  }

  /** Commits a position, which the broker accepts from a present member of the group only. */
  private boolean isSureToOwn() {
    Optional<TopicPartition> owned = consumer.assignment().stream().findFirst();
    if (inDoubt && owned.isPresent()) {
      try {
        TopicPartition partition = owned.get();
        OffsetAndMetadata position = new OffsetAndMetadata(consumer.position(partition));
        consumer.commitSync(Map.of(partition, position), Duration.ofSeconds(2));
      } catch (CommitFailedException | org.apache.kafka.common.errors.RetriableException e) {
        LOG.infof("held up; ownership not confirmed yet: %s", e.getMessage());
        return false;
      }
    }
    inDoubt = false;
    return true;
  }

  private Map<String, Object> consumerSettings() {
    Map<String, Object> all = kafka.client();
    int session = (int) settings.sessionTimeout().toMillis();
    all.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    settings.instance().ifPresent(name -> all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
    all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
    all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / 4);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    return all;
  }

  private void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Takes partitions over and gives them up. */
  private final class Ownership implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.seekToBeginning(partitions);
      ends.putAll(consumer.endOffsets(partitions));
      partitions.forEach(partition -> dispatcher.assigned(partition.partition()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(
          partition -> {
            ends.remove(partition);
            dispatcher.forget(partition.partition());
          });
    }
  }
}
