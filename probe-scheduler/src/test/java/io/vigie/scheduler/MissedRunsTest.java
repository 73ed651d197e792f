package io.vigie.scheduler;

import static io.vigie.scheduler.plan.Samples.CODEC;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.plan.Samples;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Runs that nobody was sent for are told as results, on a real broker. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class MissedRunsTest {

  private final Topics topics;
  private final Producers producers;
  private final InstantSource clock;
  private final String bootstrap;

  @Inject
  MissedRunsTest(
      Topics topics,
      Producers producers,
      InstantSource clock,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
    this.topics = topics;
    this.producers = producers;
    this.clock = clock;
    this.bootstrap = bootstrap;
  }

  /** One check for a location that can have no topic, one beside it. */
  @Test
  void aLocationWithoutATopicCostsItsOwnJobsOnly() {
    topics.ensure(Topic.fixed());
    Check nowhere =
        Samples.check("nowhere", "r1", Samples.every(1), Samples.order().at("not a topic"));
    Check somewhere =
        Samples.check("somewhere", "r1", Samples.every(1), Samples.order().at("somewhere"));
    publish(nowhere);
    publish(somewhere);

    Result result = resultOf(nowhere.item());

    assertThat(result.seer()).isEqualTo(new Result.Seer("scheduler", "not a topic"));
    assertThat(result.outcome()).isInstanceOf(Outcome.Missed.class);
    assertThat(result.outcome().summary())
        .matches("no topic for the jobs: \\d+ runs? not ordered from " + result.dueAt() + " on");
    try (TopicTail jobs = new TopicTail(bootstrap, Topic.jobs("somewhere").name())) {
      assertThat(jobs.until(read -> read.size() > 2)).isNotEmpty();
    }
    remove(nowhere.item());
    remove(somewhere.item());
  }

  @Test
  void eachReasonHasACounterOfItsOwn() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SchedulerMetrics metrics = new SchedulerMetrics(registry);

    metrics.missed("overdue", 45);
    metrics.missed("unattended", 3);

    assertThat(registry.counter("vigie.scheduler.missed", "reason", "overdue").count())
        .isEqualTo(45);
    assertThat(registry.counter("vigie.scheduler.missed", "reason", "unattended").count())
        .isEqualTo(3);
  }

  private void publish(Check check) {
    producers
        .send(
            Records.toRecord(Topic.CHECKS, CODEC.write(MessageType.CHECK, check, clock.instant())))
        .toCompletableFuture()
        .join();
  }

  private void remove(ItemId item) {
    producers.send(Records.tombstone(Topic.CHECKS, item)).toCompletableFuture().join();
  }

  private Result resultOf(ItemId item) {
    try (TopicTail results = new TopicTail(bootstrap, Topic.RESULTS.name())) {
      return results
          .until(read -> read.stream().anyMatch(record -> record.key().equals(item.toString())))
          .stream()
          .filter(record -> record.key().equals(item.toString()))
          .map(record -> CODEC.read(MessageType.RESULT, Records.toEnvelope(record)))
          .findFirst()
          .orElseThrow();
    }
  }
}
