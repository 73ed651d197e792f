package io.vigie.scheduler.kafka;

import io.vigie.contract.command.Command;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.SchedulerSettings;
import io.vigie.scheduler.dispatch.Dispatcher;
import io.vigie.scheduler.dispatch.Seclusion;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Owns partitions of the checks as a member of the schedulers' group, and gives the dispatcher its
 * turns. One thread does all of it, so that a partition is given up between two turns and never
 * within one (docs/adr/0005).
 *
 * <p>A process that was held up for half of its session may have lost its partitions without having
 * been told: it sends and accounts for nothing until the broker has confirmed that it is still a
 * member.
 */
public final class KafkaDispatcher implements Runnable {

  private static final Logger LOG = Logger.getLogger(KafkaDispatcher.class);

  /** Fewer turns cost less, but a job must be sent within 50 ms of its planned time. */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(30);

  private static final Duration LONGEST_WAIT = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LEAVE = Duration.ofSeconds(2);

  private final KafkaSettings kafka;
  private final SchedulerSettings settings;
  private final Topics topics;
  private final WireCodec codec;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private final Seclusion seclusion;
  private final Membership membership;
  private final MissedRuns missed;

  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean stopped;
  private volatile long lastTurn = System.nanoTime();
  private volatile KafkaConsumer<String, String> consumer;
  private boolean inDoubt;

  /** A dispatcher of one process; {@code producers} carry what is not a job. */
  public KafkaDispatcher(
      KafkaSettings kafka,
      SchedulerSettings settings,
      Topics topics,
      Producers producers,
      WireCodec codec,
      SchedulerMetrics metrics,
      InstantSource clock,
      Seclusion seclusion) {
    this.kafka = kafka;
    this.settings = settings;
    this.topics = topics;
    this.codec = codec;
    this.metrics = metrics;
    this.clock = clock;
    this.seclusion = seclusion;
    this.membership = new Membership(settings);
    this.missed = new MissedRuns(producers, codec, metrics, clock);
  }

  /** Dispatches until stopped; begins anew after whatever goes wrong. */
  @Override
  public void run() {
    while (!stopped) {
      try {
        topics.ensure(List.of(Topic.CHECKS, Topic.RESULTS, Topic.COMMANDS));
        dispatch();
      } catch (WakeupException stopping) {
        // Asked to stop; the loop's condition says the rest.
      } catch (InvalidSessionTimeoutException e) {
        membership.broaden();
      } catch (RuntimeException e) {
        // Whatever it is: without this thread no job would ever be sent again.
        LOG.warnf(e, "dispatcher begins anew: %s", e.getMessage());
        pause();
      }
    }
  }

  /** Ends the loop; the partitions go to the others at once. */
  public void stop() {
    stopped = true;
    stop.countDown();
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
    inDoubt = false;
    String ourselves = settings.group() + "-" + UUID.randomUUID();
    SentRuns sentRuns = new SentRuns(kafka.client());
    try (Handover handover =
            new Handover(topics, settings.group(), ourselves, sentRuns, metrics, clock);
        JobProducer producer = new JobProducer(kafka.client(), ourselves);
        CommandTail commands = new CommandTail(kafka.client(), codec, metrics, clock)) {
      KafkaJobSink sink =
          new KafkaJobSink(topics, producer, missed, codec, metrics, clock, seclusion);
      dispatch(ourselves, sink, handover, commands);
    }
  }

  private void dispatch(
      String ourselves, KafkaJobSink sink, Handover handover, CommandTail commands) {
    Planner planner = new Planner(settings.lead(), settings.tolerance(), settings.catchUp());
    Dispatcher dispatcher = new Dispatcher(planner, sink, codec);
    consumer =
        new KafkaConsumer<>(
            membership.consumerSettings(kafka.client()),
            new StringDeserializer(),
            new StringDeserializer());
    Claims claims = new Claims(consumer, ourselves);
    Ownership ownership = new Ownership(consumer, dispatcher, sink, claims, handover, codec, clock);
    try {
      consumer.subscribe(List.of(Topic.CHECKS.name()), ownership);
      while (!stopped) {
        turn(dispatcher, sink, ownership, commands);
      }
    } finally {
      metrics.owns(0, 0);
      consumer.close(
          CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
              .withTimeout(LEAVE));
      consumer = null;
    }
  }

  private void turn(
      Dispatcher dispatcher, KafkaJobSink sink, Ownership ownership, CommandTail commands) {
    for (ConsumerRecord<String, String> record : consumer.poll(untilNextTurn(dispatcher))) {
      ownership.read(record);
    }
    inDoubt |= sinceLastTurn().compareTo(membership.doubt()) > 0;
    lastTurn = System.nanoTime();
    sink.tend();
    if (!inDoubt || ownership.isConfirmed()) {
      inDoubt = false;
      ownership.proceed();
      obey(commands, dispatcher, sink);
      measure(dispatcher.turn(clock.instant()));
      ownership.renew();
    }
    metrics.owns(dispatcher.partitions(), dispatcher.items());
    metrics.oldestDueAge(
        dispatcher
            .nextTurn()
            .map(next -> Duration.between(next, clock.instant()))
            .orElse(Duration.ZERO));
  }

  private void obey(CommandTail commands, Dispatcher dispatcher, KafkaJobSink sink) {
    if (sink.isCongested()) {
      return;
    }
    for (Command command : commands.poll()) {
      int jobs = dispatcher.command(command, clock.instant());
      if (jobs > 0) {
        metrics.command("followed");
        LOG.infof(
            "command followed: id=%s subject=%s jobs=%d", command.id(), command.subject(), jobs);
      }
    }
  }

  private Duration untilNextTurn(Dispatcher dispatcher) {
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
    plan.runs().forEach(run -> metrics.sentAfter(Duration.between(run.sendAt(), now)));
  }

  private void pause() {
    try {
      var _ = stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
