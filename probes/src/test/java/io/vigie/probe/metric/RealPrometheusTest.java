package io.vigie.probe.metric;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.embedded.Ports;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.line.RealServer;
import io.vigie.probe.settings.OneOrMore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a Prometheus: its own page of metrics, and its answers to queries. */
@Tag("real")
class RealPrometheusTest {

  private static final String SERVER = "/usr/bin/prometheus";
  private static final MetricProbe PROBE = new MetricProbe();
  private static final int PORT = Ports.free();
  private static final String URL = "http://localhost:" + PORT;

  @TempDir static Path folder;

  private static RealServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    RealServer.requireInstalled(SERVER);
    Path settings = folder.resolve("prometheus.yml");
    Files.writeString(settings, "global: { scrape_interval: 15s }\n");
    server =
        RealServer.start(
            folder,
            PORT,
            List.of(
                SERVER,
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + PORT));
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Observation observe(MetricSettings settings) {
    return new TestContext(vertx, Duration.ofSeconds(20)).observe(PROBE, settings);
  }

  private static Observation page(Optional<Duration> over, Trend trend, Join join, String series) {
    return observe(
        new MetricSettings(
            Optional.of(URL + "/metrics"),
            Optional.empty(),
            Optional.of(new OneOrMore<>(List.of(series))),
            Map.of(),
            join,
            over,
            trend,
            true,
            Optional.empty()));
  }

  private static Observation query(String query) {
    return observe(
        new MetricSettings(
            Optional.empty(),
            Optional.of(new PrometheusQuery(URL, query)),
            Optional.empty(),
            Map.of(),
            Join.ONE,
            Optional.empty(),
            Trend.INCREASE,
            true,
            Optional.empty()));
  }

  @Test
  void itsOwnPageIsRead() {
    assertMet(
        PROBE,
        page(Optional.empty(), Trend.ANY, Join.ONE, "prometheus_build_info{version!=\"\"}"),
        "value == 1.0 && metricType == 'gauge' && pageSeries > 100");
  }

  @Test
  void beingAskedIsCounted() {
    assertMet(
        PROBE,
        page(
            Optional.of(Duration.ofMillis(300)),
            Trend.INCREASE,
            Join.ONE,
            "prometheus_http_requests_total{handler=\"/metrics\",code=\"200\"}"),
        "increase >= 1.0 && metricType == 'counter'");
    assertThat(
            failure(
                    page(
                        Optional.of(Duration.ofMillis(100)),
                        Trend.INCREASE,
                        Join.SUM,
                        "prometheus_notifications_dropped_total"))
                .code())
        .isEqualTo("not-increasing");
  }

  @Test
  void itAnswersQueries() {
    assertMet(PROBE, query("vector(42)"), "value == 42.0 && format == 'query'");
    assertMet(PROBE, query("time()"), "value > 1.7e9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up{ | query-failed",
        "rate(up) | query-failed",
        "up[5m] | query-failed",
        "nothing_at_all | empty-result"
      })
  void aQueryThatComesToNothing(String query, String code) {
    assertThat(failure(query(query)).code()).isEqualTo(code);
  }
}
