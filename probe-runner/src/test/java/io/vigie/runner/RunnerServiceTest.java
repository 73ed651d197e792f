package io.vigie.runner;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.WithDefault;
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
import io.vigie.probe.burst.LoadLimits;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Reply;
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
  void hostsSinksWhereItIsGivenAPort() {
    int port = config.sink().port().orElseThrow();

    given()
        .get("http://127.0.0.1:" + port + "/sink/nobody/0123456789abcdef0123456789abcdef")
        .then()
        .statusCode(404)
        .header("connection", "close");
  }

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
            "vigie_runner_jobs_let_go_total",
            "vigie_runner_waiting",
            "vigie_runner_blind 0.0",
            "# TYPE probe_success gauge",
            "probe_success{instance=\"E-fine\",job=\"vigie\",system=\"shop\","
                + "environment=\"production\",item=\"E-fine\",location=\""
                + BrokerResource.LOCATION
                + "\",severity=\"\"} 1.0",
            "item=\"E-broken\"",
            "probe_duration_seconds{",
            "vigie_probe_last_run_timestamp_seconds{");
  }

  @Test
  void probesOnDemandWhatACallerNames() {
    try (HttpTarget target = HttpTarget.start().answer("/", Reply.ok("hello"))) {
      String place = "127.0.0.1:" + target.port();
      assertThat(
              given()
                  .header("X-Prometheus-Scrape-Timeout-Seconds", "5")
                  .get("/probe?module=http_2xx&target=" + place)
                  .then()
                  .statusCode(200)
                  .extract()
                  .asString())
          .contains(
              "# TYPE probe_success gauge",
              "probe_success 1.0",
              "probe_http_status_code 200.0",
              "probe_http_duration_seconds{phase=\"connect\",}",
              "probe_http_version 1.1",
              "probe_ip_protocol 4.0");
      assertThat(given().get("/probe?debug=true&target=" + place).asString())
          .contains("Logs for the probe:", "Metrics that would have been returned:", "http_2xx");
      assertThat(given().get("/probe?module=tcp_connect&target=" + place).asString())
          .contains("probe_success 1.0", "probe_failed_due_to_regex 0.0");
    }
    assertThat(
            given()
                .get("/probe?module=tcp_connect&target=127.0.0.1:" + DeafPort.refusing())
                .asString())
        .contains("probe_success 0.0");
  }

  @Test
  void refusesToProbeOnDemandWhatItMustNot() {
    given().get("/probe?module=nonsense&target=a.example").then().statusCode(400);
    given().get("/probe").then().statusCode(400);
    given()
        .queryParam("target", "http://127.0.0.1/${secret:TOKEN}")
        .get("/probe")
        .then()
        .statusCode(400);
    assertThat(
            given()
                .get("/probe?target=http://169.254.169.254/latest/meta-data")
                .then()
                .statusCode(403)
                .extract()
                .asString())
        .startsWith("target refused: 169.254.169.254");
  }

  @Test
  void hasDefaultsForEverySetting() throws NoSuchMethodException {
    assertThat(config.maxConcurrent()).isEqualTo(500);
    assertThat(byDefault(RunnerConfig.Egress.class, "allow")).isEqualTo("public");
    assertThat(byDefault(RunnerConfig.Blackbox.class, "enabled")).isEqualTo("false");
    assertThat(config.maxPerTarget()).isEqualTo(50);
    assertThat(config.maxPerKind()).isEmpty();
    assertThat(config.maxOfKind()).isEmpty();
    assertThat(config.control().targets()).isEmpty();
    assertThat(config.control().every()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.control().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.exposition().job()).isEqualTo("vigie");
    assertThat(config.exposition().keep()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.blackbox().maxConcurrent()).isEqualTo(20);
    assertThat(config.blackbox().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.jobs()).isEqualTo(RunnerConfig.Jobs.SHARE_GROUP);
    assertThat(config.secretsDir()).isEmpty();
    assertThat(config.stopPatience()).isEqualTo(Duration.ofSeconds(8));
    assertThat(config.stuckAfter()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.load().limits())
        .isEqualTo(new LoadLimits(1_000, 50, Duration.ofSeconds(60)))
        .isEqualTo(LoadLimits.DEFAULT);
  }

  /** Of a setting that this test has otherwise. */
  private static String byDefault(Class<?> group, String setting) throws NoSuchMethodException {
    return group.getMethod(setting).getAnnotation(WithDefault.class).value();
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
