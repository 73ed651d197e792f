package io.vigie.probe.metric;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.testkit.gate.MetricsPage;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricProbeTest {

  private static final MetricProbe PROBE = new MetricProbe();
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final String PAGE =
      """
      # TYPE sync_items_total counter
      sync_items_total{direction="in"} 40
      sync_items_total{direction="out"} 2
      # TYPE queue_length gauge
      queue_length 7
      """;

  private static Vertx vertx;
  private static HttpTarget target;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    target = HttpTarget.start();
    target.answer("/metrics", MetricsPage.of(MetricsPage.PROMETHEUS, PAGE));
  }

  @AfterAll
  static void stop() throws Exception {
    target.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static MetricSettings once(String path, Join join, String... series) {
    return page(path, join, Optional.empty(), Trend.INCREASE, series);
  }

  private static MetricSettings twice(String path, Trend trend, String... series) {
    return page(path, Join.SUM, Optional.of(Duration.ofMillis(30)), trend, series);
  }

  private static MetricSettings page(
      String path, Join join, Optional<Duration> over, Trend trend, String... series) {
    return new MetricSettings(
        Optional.of(target.url(path)),
        Optional.empty(),
        Optional.of(new OneOrMore<>(List.of(series))),
        Map.of(),
        join,
        over,
        trend,
        true,
        Optional.empty());
  }

  private static MetricSettings query(String path, String query) {
    return new MetricSettings(
        Optional.empty(),
        Optional.of(new PrometheusQuery(target.url(path), query)),
        Optional.empty(),
        Map.of(),
        Join.ONE,
        Optional.empty(),
        Trend.INCREASE,
        true,
        Optional.empty());
  }

  private static Observation observe(MetricSettings settings) {
    return new TestContext(vertx, PATIENT).observe(PROBE, settings);
  }

  private static Failure failed(MetricSettings settings) {
    return failure(observe(settings));
  }

  @Test
  void seriesThatExistPass() {
    MetricSettings settings =
        once("/metrics", Join.ONE, "sync_items_total{direction=\"in\"}", "queue_length");

    Observation observation = observe(settings);

    assertThat(judgedByDefault(PROBE, settings, observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "value == 40.0 && values['queue_length'] == 7.0 && selected == 2 && pageSeries == 3",
        "metricType == 'counter' && format == 'prometheus'",
        "contentType.startsWith('text/plain; version=0.0.4')",
        "phases.look > millis(0) && phases.wait == seconds(0)");
    assertThat(observation.evidence().numbers()).containsEntry("value", 40.0);
  }

  @ParameterizedTest
  @CsvSource({"SUM,42", "LEAST,2", "MOST,40"})
  void severalSeriesAreJoined(Join join, double value) {
    assertMet(PROBE, observe(once("/metrics", join, "sync_items_total")), "value == " + value);
  }

  @Test
  void severalSeriesWhereOneIsNeeded() {
    assertThat(failed(once("/metrics", Join.ONE, "sync_items_total")))
        .extracting(Failure::code, Failure::phase, Failure::summary)
        .containsExactly(
            "several-series",
            "look",
            "sync_items_total: must be one series, are 2 (say more labels, or how to join them): "
                + "sync_items_total{direction=\"in\"}, sync_items_total{direction=\"out\"}");
  }

  @Test
  void allThatAreMissingAreNamed() {
    assertThat(failed(once("/metrics", Join.ONE, "a", "queue_length", "b{c=\"d\"}")))
        .extracting(Failure::code, Failure::summary)
        .containsExactly("series-missing", "the page must have a, b{c=\"d\"}, has not");
  }

  @Test
  void aPageForPeopleThatAnswersToEverythingIsNotMetrics() {
    target.answer("/spa", Reply.ok("<!doctype html>").header("content-type", "text/html"));
    target.answer("/text", Reply.ok("all is well\n").header("content-type", "text/plain"));
    target.answer("/cut", MetricsPage.of(MetricsPage.OPENMETRICS, "up 1\n"));

    assertThat(failed(once("/spa", Join.ONE, "up")))
        .extracting(Failure::code, Failure::summary)
        .containsExactly("not-metrics", "must be metrics, was text/html: it is HTML");
    assertThat(failed(once("/text", Join.ONE, "up")).summary())
        .isEqualTo("must be metrics, was text/plain: line 1: a value must be a number, was \"is\"");
    assertThat(failed(once("/cut", Join.ONE, "up")).code()).isEqualTo("not-metrics");
  }

  @Test
  void anotherStatusThan200() {
    target.answer("/locked", Reply.status(401));

    assertThat(failed(once("/locked", Join.ONE, "up")))
        .extracting(Failure::code, Failure::summary)
        .containsExactly("wrong-status", "must be answered by 200, was by 401");
  }

  @Test
  void aPageThatIsTooLarge() {
    target.answer(
        "/large", MetricsPage.of(MetricsPage.PROMETHEUS, "up 1\n" + "# \n".repeat(2_000_000)));
    target.answer("/many", MetricsPage.of(MetricsPage.PROMETHEUS, "up 1\n".repeat(100_001)));

    assertThat(failed(once("/large", Join.ONE, "up")).code()).isEqualTo("too-large");
    assertThat(failed(once("/many", Join.ONE, "down")).code()).isEqualTo("too-large");
  }

  private static void counting(String path, IntFunction<String> value) {
    target.answer(path, MetricsPage.counting("ticks_total", value));
  }

  @Test
  void aCounterThatGrows() {
    counting("/grows", n -> "" + 10 * n);

    assertMet(
        PROBE,
        observe(twice("/grows", Trend.INCREASE, "ticks_total")),
        "value == 20.0 && increase == 10.0 && increases['ticks_total'] == 10.0",
        "perSecond > 1.0 && perSecond < 400.0 && phases.wait >= millis(29)");
  }

  @Test
  void aCounterThatStands() {
    counting("/stands", _ -> "10");

    assertThat(failed(twice("/stands", Trend.INCREASE, "ticks_total")))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "not-increasing", "ticks_total: must increase within 30ms, changed by 0.0");
    assertMet(PROBE, observe(twice("/stands", Trend.STAY, "ticks_total")), "increase == 0.0");
  }

  @Test
  void aCounterThatMustStand() {
    counting("/errors", n -> "" + n);

    assertThat(failed(twice("/errors", Trend.STAY, "ticks_total")))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "not-constant", "ticks_total: must stay the same for 30ms, changed by 1.0");
  }

  @Test
  void aCounterThatBeganAnew() {
    counting("/reset", n -> n % 2 == 1 ? "100" : "1");

    assertThat(failed(twice("/reset", Trend.ANY, "ticks_total")))
        .extracting(Failure::code, Failure::phase, Failure::summary)
        .containsExactly(
            "counter-reset",
            "look",
            "ticks_total{}: a counter must never become less, was 100.0 and then 1.0");
  }

  @Test
  void aGaugeMayBecomeLess() {
    int[] length = {10};
    target.answer("/gauge", _ -> Reply.ok("# TYPE length gauge\nlength " + length[0]-- + "\n"));

    assertMet(PROBE, observe(twice("/gauge", Trend.ANY, "length")), "increase == -1.0");
    assertThat(failed(twice("/gauge", Trend.INCREASE, "length")).code())
        .isEqualTo("not-increasing");
  }

  @Test
  void whatIsNotANumberDoesNotGrow() {
    counting("/nan", _ -> "NaN");

    assertThat(failed(twice("/nan", Trend.INCREASE, "ticks_total")).code())
        .isEqualTo("not-increasing");
  }

  @Test
  void aPrometheusAnswers() {
    target.answer(
        "/prom/api/v1/query",
        request ->
            Reply.json(
                request.uri().endsWith("?query=up%7Bjob%3D%22a+b%22%7D")
                    ? "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"up\",\"job\":\"a"
                          + " b\"},\"value\":[1,\"1\"]}]}}"
                    : "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\","
                        + "\"result\":[1,\"+Inf\"]}}"));

    assertMet(
        PROBE,
        observe(query("/prom/", "up{job=\"a b\"}")),
        "value == 1.0 && format == 'query' && selected == 1 && values.size() == 1");
    assertMet(PROBE, observe(query("/prom", "scalar(1/0)")), "value > 1e300");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no\"} | query-failed",
        "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}} |"
            + " query-failed",
        "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}} |"
            + " empty-result",
        "200 | {\"status\":\"ok\"} | query-failed",
        "200 | {\"health\":\"ok\"} | not-metrics",
        "200 | <html> | not-metrics",
        "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[1]}} |"
            + " not-metrics",
        "502 | <html> | wrong-status"
      })
  void aPrometheusThatDoesNotAnswer(int status, String body, String code) {
    target.answer("/bad/api/v1/query", Reply.status(status).body(body));

    assertThat(failed(query("/bad", "up")).code()).isEqualTo(code);
  }

  @Test
  void theDeadlineEndsIt() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      MetricSettings settings =
          new MetricSettings(
              Optional.of("http://localhost:" + silent.port() + "/"),
              Optional.empty(),
              Optional.of(new OneOrMore<>(List.of("up"))),
              Map.of(),
              Join.ONE,
              Optional.empty(),
              Trend.INCREASE,
              true,
              Optional.empty());

      assertThat(
              failure(new TestContext(vertx, Duration.ofMillis(300)).observe(PROBE, settings))
                  .code())
          .isEqualTo("timeout");
    }
    MetricSettings patience =
        page("/metrics", Join.ONE, Optional.of(Duration.ofMinutes(1)), Trend.ANY, "queue_length");
    Failure failure =
        failure(new TestContext(vertx, Duration.ofMillis(300)).observe(PROBE, patience));
    assertThat(failure.phase()).isEqualTo("wait");
  }
}
