package io.vigie.runner.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Severity;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.runner.run.Measured;
import io.vigie.testkit.clock.MutableClock;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckSeriesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:41:00Z");
  private static final Duration KEEP = Duration.ofMinutes(10);

  private final MutableClock clock = new MutableClock(NOW);
  private final CheckSeries checks = new CheckSeries("vigie", KEEP, clock);

  @Test
  void showsTheLastRunOfEachCheckAgainAndAgain() throws IOException {
    run("CH-1", new Passed("fine"));
    String labels =
        "{instance=\"https://app.example\",job=\"vigie\",system=\"shop\","
            + "environment=\"production\",item=\"CH-1\",location=\"outside\",severity=\"P0\",";

    assertThat(page())
        .contains(
            "# TYPE probe_success gauge",
            "probe_success" + labels + "} 1.0",
            "probe_duration_seconds" + labels + "} 0.25",
            "probe_timeout_seconds" + labels + "} 10.0",
            "probe_http_status_code" + labels + "} 200.0",
            "probe_http_duration_seconds" + labels + "phase=\"tls\",} 0.01",
            "# TYPE probe_tls_version_info gauge",
            "probe_tls_version_info" + labels + "version=\"TLS 1.3\",} 1.0",
            "vigie_probe_blind" + labels + "} 0.0",
            "vigie_probe_last_run_timestamp_seconds" + labels + "} " + seconds(NOW));
    assertThat(page()).contains("probe_success" + labels + "} 1.0");

    clock.advance(Duration.ofMinutes(1));
    run("CH-1", new Failed(new Failure("timeout", "connect", "timed out", List.of())));

    assertThat(page())
        .contains("probe_success" + labels + "} 0.0")
        .contains("last_run_timestamp_seconds" + labels + "} " + seconds(NOW.plusSeconds(60)));
    assertThat(checks.size()).isEqualTo(1);
  }

  private static String seconds(Instant at) {
    return String.valueOf((double) at.getEpochSecond());
  }

  @Test
  void aRunThatCouldNotLookSaysNothingOfTheTarget() throws IOException {
    run("CH-1", new Passed("fine"));
    run("CH-1", new Blind("runner-overloaded", "runner overloaded"));

    assertThat(page()).doesNotContain("probe_success").contains("vigie_probe_blind");
    assertThat(page()).contains(",} 1.0");
  }

  @Test
  void aRunThatWasMissedChangesNothing() throws IOException {
    run("CH-1", new Passed("fine"));
    run("CH-1", new Missed("missed"));

    assertThat(page()).contains("probe_success").contains("} 1.0");
  }

  @Test
  void aCheckThatIsNotRunAnyMoreIsForgotten() throws IOException {
    run("CH-1", new Passed("fine"));
    clock.advance(KEEP);
    assertThat(page()).contains("probe_success");

    clock.advance(Duration.ofSeconds(1));

    assertThat(page()).isEmpty();
    assertThat(checks.size()).isZero();
  }

  @Test
  void aCheckThatIsRunOnceADayIsKeptForThreeDays() throws IOException {
    run("CH-1", new Passed("fine"));
    clock.advance(Duration.ofDays(1));
    run("CH-1", new Passed("fine"));
    clock.advance(Duration.ofDays(3));

    assertThat(page()).contains("probe_success");
  }

  @Test
  void aCheckTakesLittleMemory() throws IOException {
    long before = used();
    for (int i = 0; i < 5_000; i++) {
      run("CH-" + i, new Passed("fine"));
    }
    long perCheck = (used() - before) / 5_000;

    System.getLogger("exposition").log(System.Logger.Level.INFO, "bytes per check: " + perCheck);
    assertThat(checks.size()).isEqualTo(5_000);
    assertThat(perCheck).isLessThan(6_000);
    long begun = System.nanoTime();
    int size = page().length();
    System.getLogger("exposition")
        .log(
            System.Logger.Level.INFO,
            "a page of " + size + " bytes took ms: " + (System.nanoTime() - begun) / 1_000_000);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void run(String id, Outcome outcome) {
    ItemId item = new ItemId("shop", "production", id);
    Instant now = clock.instant();
    ProbeOrder order =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            "outside",
            Duration.ofSeconds(10));
    Job job =
        new Job(
            RunId.of(item, now),
            item,
            "r",
            order,
            now,
            now.plusSeconds(30),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Severity.P0));
    Result result =
        new Result(
            job.run(),
            item,
            "r",
            now,
            now,
            Duration.ofMillis(250),
            new Seer("r-1", "outside"),
            outcome,
            Evidence.NONE);
    checks.measured(new Measured(job, "https://app.example", result, gauges()));
  }

  /** As many as a page over TLS has. */
  private static List<Gauge> gauges() {
    List<Gauge> all = new ArrayList<>();
    all.add(new Gauge(Blackbox.HTTP_STATUS, List.of(), 200));
    for (String phase : List.of("resolve", "connect", "tls", "processing", "transfer")) {
      all.add(new Gauge(Blackbox.HTTP_DURATION, List.of(phase), 0.01));
    }
    all.add(new Gauge(Blackbox.TLS_VERSION, List.of("TLS 1.3"), 1));
    for (var series :
        List.of(
            Blackbox.LOOKUP_TIME,
            Blackbox.IP_PROTOCOL,
            Blackbox.IP_HASH,
            Blackbox.HTTP_CONTENT_LENGTH,
            Blackbox.HTTP_BODY_LENGTH,
            Blackbox.HTTP_REDIRECTS,
            Blackbox.HTTP_SSL,
            Blackbox.HTTP_VERSION,
            Blackbox.CERTIFICATE_EXPIRY,
            Blackbox.CHAIN_EXPIRY)) {
      all.add(new Gauge(series, List.of(), Math.random()));
    }
    all.add(
        new Gauge(
            Blackbox.CHAIN,
            List.of(
                "c".repeat(64).concat(String.valueOf(Math.random())),
                "CN=app.example,O=" + Math.random(),
                "CN=Some Authority R3," + Math.random(),
                "app.example,www.app.example" + Math.random(),
                String.valueOf(Math.random())),
            1));
    return all;
  }

  private String page() throws IOException {
    CollectorRegistry registry = new CollectorRegistry();
    checks.register(registry);
    StringWriter page = new StringWriter();
    TextFormat.write004(page, registry.metricFamilySamples());
    return page.toString();
  }
}
