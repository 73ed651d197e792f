package io.vigie.scheduler.kafka;

import io.vigie.contract.check.Effect;
import io.vigie.contract.job.Job;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.dispatch.JobSink;
import io.vigie.scheduler.dispatch.Seclusion;
import io.vigie.scheduler.dispatch.Settling;
import io.vigie.scheduler.dispatch.Settling.Turn;
import io.vigie.scheduler.kafka.MissedRuns.Account;
import io.vigie.scheduler.kafka.MissedRuns.Concern;
import io.vigie.scheduler.plan.Letter;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Plan.Reason;
import io.vigie.scheduler.plan.Plan.Run;
import io.vigie.scheduler.plan.Plan.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Jobs into the topic of their location. A location whose topic is not to be had costs its own jobs
 * only: they are missed, and it is tried again from time to time. What is on its way is bounded in
 * bytes and in seconds. Used by one thread.
 */
final class KafkaJobSink implements JobSink {

  private static final Logger LOG = Logger.getLogger(KafkaJobSink.class);
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final long MOST_BYTES = 16 * 1024 * 1024;
  private static final long MOST_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int LARGEST = 900_000;

  private final Topics topics;
  private final JobProducer producer;
  private final MissedRuns missed;
  private final JobRecords records;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private final Seclusion seclusion;
  private final Settling settling = new Settling();
  private final Map<String, Instant> triedAgainAt = new HashMap<>();
  private final List<Skipped> betweenTurns = new ArrayList<>();
  private final Map<String, Place> ready = new HashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private boolean congested = true;
  private volatile long lastSettled = System.nanoTime();

  /** The topics of a location, and how many jobs went there in this turn. */
  private static final class Place {
    private final String jobs;
    private final String urgent;
    private final String alone;
    private long sent;

    Place(String location) {
      jobs = Topic.jobs(location).name();
      urgent = Topic.urgentJobs(location).name();
      alone = Topic.aloneJobs(location).name();
    }
  }

  KafkaJobSink(
      Topics topics,
      JobProducer producer,
      MissedRuns missed,
      WireCodec codec,
      SchedulerMetrics metrics,
      InstantSource clock,
      Seclusion seclusion) {
    this.topics = topics;
    this.producer = producer;
    this.missed = missed;
    this.records = new JobRecords(codec);
    this.metrics = metrics;
    this.clock = clock;
    this.seclusion = seclusion;
  }

  @Override
  public void prepare(String location) {
    if (ready.containsKey(location) || isTriedAgainLater(location)) {
      return;
    }
    try {
      topics.ensure(
          List.of(Topic.jobs(location), Topic.urgentJobs(location), Topic.aloneJobs(location)));
      ready.put(location, new Place(location));
    } catch (IllegalStateException | KafkaException e) {
      triedAgainAt.put(location, clock.instant().plus(RETRY));
      LOG.errorf("no jobs for location %s: %s", location, e.getMessage());
    }
  }

  @Override
  public void send(Plan plan, Instant givenOut) {
    Turn turn = settling.begin(givenOut);
    records.begin(clock.instant());
    plan.runs().forEach(run -> send(run, turn));
    betweenTurns.forEach(skipped -> account(skipped, List.of(turn)));
    betweenTurns.clear();
    plan.skipped().forEach(skipped -> account(skipped, List.of(turn)));
    ready.forEach(this::count);
  }

  @Override
  public void sendUrgent(Job job) {
    String location = job.probe().location();
    prepare(location);
    Place place = ready.get(location);
    if (place == null) {
      LOG.errorf("not run now: item=%s reason=no topic for location %s", job.item(), location);
      return;
    }
    send(
        asked(place, job),
        failure -> {
          if (failure != null) {
            LOG.warnf("not run now: item=%s reason=%s", job.item(), failure.getMessage());
          }
        });
    metrics.jobsSent(location, 1);
  }

  /** Where one runner takes all jobs, no other can confirm what it saw: it looks again itself. */
  private ProducerRecord<byte[], byte[]> asked(Place place, Job job) {
    boolean alone =
        job.probe().effect().map(Effect::isForOneRunner).orElse(false)
            || seclusion.holds(job.item());
    return alone
        ? records.record(place.alone, job.forAnybody(), clock.instant())
        : records.record(place.urgent, job, clock.instant());
  }

  @Override
  public void account(Skipped skipped) {
    betweenTurns.add(skipped);
  }

  @Override
  public Instant settled() {
    return settling.upTo();
  }

  @Override
  public boolean isCongested() {
    boolean waitsLong = bytes.get() > 0 && System.nanoTime() - lastSettled > MOST_NANOS;
    boolean now = !producer.isReady() || bytes.get() > MOST_BYTES || waitsLong;
    if (now != congested) {
      congested = now;
      LOG.infof("the broker takes jobs: %s; on their way: %d bytes", !now, bytes.get());
    }
    return now;
  }

  /** Keeps the producer going and tells what was missed. */
  void tend() {
    producer.tend();
    missed.tell();
  }

  /** Waits until nothing is on its way any more; false when that takes too long. */
  boolean settle(Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (settling.unsettled() > 0 || !missed.isDone()) {
      if (System.nanoTime() > giveUp) {
        return false;
      }
      missed.tell();
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return bytes.get() == 0;
  }

  private boolean isTriedAgainLater(String location) {
    Instant again = triedAgainAt.get(location);
    return again != null && clock.instant().isBefore(again);
  }

  private void send(Run run, Turn turn) {
    prepare(run.letter().location());
    Place place = ready.get(run.letter().location());
    if (place == null) {
      account(run, Reason.NO_TOPIC, turn);
      return;
    }
    boolean alone = run.letter().alone() || seclusion.holds(run.planned().item());
    ProducerRecord<byte[], byte[]> record = records.record(alone ? place.alone : place.jobs, run);
    if (record.value().length > LARGEST) {
      account(run, Reason.NOT_SENT, turn);
      return;
    }
    place.sent++;
    turn.sent();
    send(
        record,
        failure -> {
          if (failure != null) {
            account(run, Reason.NOT_SENT, turn);
          }
          turn.settled();
        });
  }

  private void send(
      ProducerRecord<byte[], byte[]> record, java.util.function.Consumer<Exception> done) {
    int size = record.value().length;
    if (bytes.getAndAdd(size) == 0) {
      lastSettled = System.nanoTime();
    }
    producer.send(
        record,
        failure -> {
          bytes.addAndGet(-size);
          lastSettled = System.nanoTime();
          done.accept(failure);
        });
  }

  private void count(String location, Place place) {
    if (place.sent > 0) {
      metrics.jobsSent(location, place.sent);
      place.sent = 0;
    }
  }

  private void account(Run run, Reason reason, Turn turn) {
    missed.add(
        new Account(
            new Concern(run.planned().item(), run.letter().location(), reason),
            run.id(),
            run.planned().revision(),
            run.dueAt(),
            1,
            List.of(turn)));
  }

  private void account(Skipped skipped, List<Turn> turns) {
    for (Letter letter : skipped.planned().letters()) {
      missed.add(
          new Account(
              new Concern(skipped.planned().item(), letter.location(), skipped.reason()),
              skipped.planned().run(letter, skipped.first()),
              skipped.planned().revision(),
              skipped.first(),
              skipped.runs(),
              turns));
    }
  }
}
