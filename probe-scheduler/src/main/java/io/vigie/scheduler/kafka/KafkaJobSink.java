package io.vigie.scheduler.kafka;

import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.dispatch.JobSink;
import io.vigie.scheduler.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Jobs into the topic of their location. A location whose topic is not to be had costs its own jobs
 * only: they are missed, and it is tried again from time to time.
 */
public final class KafkaJobSink implements JobSink {

  private static final Logger LOG = Logger.getLogger(KafkaJobSink.class);
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final int MOST_IN_FLIGHT = 20_000;
  private static final String SEER = "scheduler";

  private final Topics topics;
  private final Producers producers;
  private final WireCodec codec;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private final Map<String, Instant> triedAgainAt = new HashMap<>();
  private final Map<String, Topic> ready = new HashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  public KafkaJobSink(
      Topics topics,
      Producers producers,
      WireCodec codec,
      SchedulerMetrics metrics,
      InstantSource clock) {
    this.topics = topics;
    this.producers = producers;
    this.codec = codec;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void prepare(String location) {
    if (ready.containsKey(location) || isTriedAgainLater(location)) {
      return;
    }
    Topic topic = Topic.jobs(location);
    try {
      topics.ensure(java.util.List.of(topic));
      ready.put(location, topic);
    } catch (IllegalStateException | KafkaException e) {
      triedAgainAt.put(location, clock.instant().plus(RETRY));
      LOG.errorf("no jobs for location %s: %s", location, e.getMessage());
    }
  }

  @Override
  public void send(Plan plan) {
    plan.jobs().forEach(this::send);
    plan.skipped().forEach(this::account);
  }

  @Override
  public boolean isCongested() {
    return inFlight.get() > MOST_IN_FLIGHT;
  }

  private boolean isTriedAgainLater(String location) {
    Instant again = triedAgainAt.get(location);
    return again != null && clock.instant().isBefore(again);
  }

  private void send(Job job) {
    String location = job.probe().location();
    prepare(location);
    Topic topic = ready.get(location);
    if (topic == null) {
      metrics.missed("no-topic", 1);
      publish(missed(job, "no topic for jobs of location " + location));
      return;
    }
    publish(Records.toRecord(topic, codec.write(MessageType.JOB, job, clock.instant())));
    metrics.jobsSent(location, 1);
  }

  private void account(Plan.Skipped skipped) {
    metrics.missed("overdue", skipped.runs());
    String runs = skipped.runs() == 1 ? "1 run" : skipped.runs() + " runs";
    String reason =
        "the scheduler was held up: " + runs + " not ordered from " + skipped.first() + " on";
    publish(
        missed(skipped.item(), skipped.revision(), skipped.first(), skipped.location(), reason));
  }

  private ProducerRecord<String, String> missed(Job job, String reason) {
    return missed(job.item(), job.revision(), job.dueAt(), job.probe().location(), reason);
  }

  private ProducerRecord<String, String> missed(
      io.vigie.contract.check.ItemId item,
      String revision,
      Instant dueAt,
      String location,
      String reason) {
    Instant now = clock.instant();
    Result result =
        new Result(
            RunId.of(item, dueAt),
            item,
            revision,
            dueAt,
            now,
            Duration.ZERO,
            new Result.Seer(SEER, location),
            new Outcome.Missed(reason),
            Evidence.NONE);
    return Records.toRecord(Topic.RESULTS, codec.write(MessageType.RESULT, result, now));
  }

  private void publish(ProducerRecord<String, String> record) {
    inFlight.incrementAndGet();
    var _ =
        producers
            .send(record)
            .whenComplete(
                (_, failure) -> {
                  inFlight.decrementAndGet();
                  if (failure != null) {
                    metrics.missed("not-sent", 1);
                    LOG.debugf("not sent: topic=%s key=%s", record.topic(), record.key());
                  }
                });
  }
}
