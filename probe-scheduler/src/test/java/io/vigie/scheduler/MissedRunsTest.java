package io.vigie.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.kafka.KafkaJobSink;
import io.vigie.scheduler.plan.Plan;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Runs that nobody was sent for are told as results, on a real broker. */
@QuarkusTest
@QuarkusTestResource(Broker.class)
class MissedRunsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final WireCodec codec = new WireCodec("/test");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
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

  @Test
  void whatWentByIsTold() {
    ItemId item = new ItemId("shop", "staging", "went-by");

    sink().send(new Plan(List.of(), List.of(new Plan.Skipped(item, "r1", "outside", NOON, 45))));

    Result result = resultOf(item);
    assertThat(result.run()).isEqualTo(RunId.of(item, NOON));
    assertThat(result.seer()).isEqualTo(new Result.Seer("scheduler", "outside"));
    assertThat(result.outcome())
        .isEqualTo(
            new Outcome.Missed(
                "the scheduler was held up: 45 runs not ordered from 2026-11-20T12:00:00Z on"));
    assertThat(missed("overdue")).isEqualTo(45);
  }

  @Test
  void aLocationWithoutATopicCostsItsOwnJobsOnly() {
    ItemId item = new ItemId("shop", "staging", "nowhere");
    KafkaJobSink sink = sink();

    sink.send(new Plan(List.of(job(item, "not a topic")), List.of()));
    sink.send(new Plan(List.of(job(item, "somewhere")), List.of()));

    assertThat(resultOf(item).outcome())
        .isEqualTo(new Outcome.Missed("no topic for jobs of location not a topic"));
    assertThat(missed("no-topic")).isEqualTo(1);
    try (TopicTail jobs = new TopicTail(bootstrap, Topic.jobs("somewhere").name())) {
      assertThat(jobs.until(read -> !read.isEmpty())).hasSize(1);
    }
  }

  private KafkaJobSink sink() {
    topics.ensure(Topic.fixed());
    return new KafkaJobSink(topics, producers, codec, new SchedulerMetrics(registry), clock);
  }

  private double missed(String reason) {
    return registry.counter("vigie.scheduler.missed", "reason", reason).count();
  }

  private Result resultOf(ItemId item) {
    try (TopicTail results = new TopicTail(bootstrap, Topic.RESULTS.name())) {
      return results
          .until(read -> read.stream().anyMatch(record -> record.key().equals(item.toString())))
          .stream()
          .filter(record -> record.key().equals(item.toString()))
          .map(record -> codec.read(MessageType.RESULT, Records.toEnvelope(record)))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Job job(ItemId item, String location) {
    ProbeOrder order =
        new ProbeOrder(
            "page",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            location,
            Duration.ofSeconds(1));
    return new Job(RunId.of(item, NOON), item, "r1", order, NOON, NOON.plusSeconds(1));
  }
}
