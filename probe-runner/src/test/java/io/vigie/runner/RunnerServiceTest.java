package io.vigie.runner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class RunnerServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject KafkaSettings kafka;
  @Inject Producers producers;
  @Inject InstantSource clock;
  @Inject RunnerConfig config;

  private final WireCodec codec = new WireCodec("/test");

  @Test
  void turnsJobsIntoResultsOnTheirDueTimeAndShowsIt() {
    Job good = job("fine");
    Job bad = job("broken");
    send(good);
    send(bad);

    Map<RunId, Result> results = results(good.run(), bad.run());

    assertThat(results.get(good.run()).outcome()).isInstanceOf(Passed.class);
    assertThat(results.get(bad.run()).outcome()).isInstanceOf(Failed.class);
    assertThat(results.get(good.run()).seer())
        .isEqualTo(new Seer("r-test", BrokerResource.LOCATION));
    assertThat(results.get(good.run()).startedAt()).isAfterOrEqualTo(good.dueAt().minusMillis(2));

    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString())
        .contains(
            "vigie_probe_runs_total{kind=\"echo\",outcome=\"passed\"} 1.0",
            "vigie_probe_runs_total{kind=\"echo\",outcome=\"failed\"} 1.0",
            "vigie_probe_duration_seconds_count",
            "vigie_probe_fire_error_seconds_bucket",
            "vigie_runner_running",
            "vigie_runner_held",
            "vigie_runner_saturation",
            "vigie_runner_jobs_let_go_total");
  }

  @Test
  void hasDefaultsForEverySetting() {
    assertThat(config.maxConcurrent()).isEqualTo(500);
    assertThat(config.egress().allow()).containsExactly("public");
    assertThat(config.jobs()).isEqualTo(RunnerConfig.Jobs.SHARE_GROUP);
    assertThat(config.secretsDir()).isEmpty();
    assertThat(config.stopPatience()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.stuckAfter()).isEqualTo(Duration.ofSeconds(60));
  }

  private Job job(String text) {
    ItemId item = new ItemId("shop", "production", "E-" + text);
    // Due when the group is surely there: a new group takes a heartbeat or two.
    Instant dueAt = clock.instant().plusSeconds(1);
    ProbeOrder order =
        new ProbeOrder(
            "echo",
            JsonNodeFactory.instance.objectNode().put("text", text),
            List.of(),
            BrokerResource.LOCATION,
            Duration.ofSeconds(5));
    return new Job(RunId.of(item, dueAt), item, "rev", order, dueAt, dueAt.plusSeconds(60));
  }

  private void send(Job job) {
    producers
        .send(
            Records.toRecord(
                Topic.jobs(BrokerResource.LOCATION),
                codec.write(MessageType.JOB, job, clock.instant())))
        .toCompletableFuture()
        .join();
  }

  private Map<RunId, Result> results(RunId... runs) {
    Map<RunId, Result> found = new HashMap<>();
    Map<String, Object> settings = new HashMap<>(kafka.client());
    settings.put("group.id", "results-" + UUID.randomUUID());
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topic.RESULTS.name()));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!found.keySet().containsAll(List.of(runs)) && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          Result result = codec.read(MessageType.RESULT, Records.toEnvelope(record));
          found.put(result.run(), result);
        }
      }
    }
    assertThat(found).containsKeys(runs);
    return found;
  }
}
