package io.vigie.probe.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.testkit.gate.MetricsPage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

  private static Exposition read(String type, String page, String... selectors) {
    return Exposition.read(page, type, Arrays.stream(selectors).map(Selector::parse).toList());
  }

  private static List<Series> found(String page, String selector) {
    return read(MetricsPage.PROMETHEUS, page, selector).found().values().iterator().next();
  }

  private static double value(String line) {
    return found(line + "\n", "x").getFirst().value();
  }

  @Test
  void readsThePageOfTheReference() {
    String page =
        """
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 1027 1395066363000
        http_requests_total{method="post",code="400"}    3 1395066363000

        # Escaping in label values:
        msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\""} 1.458255915e9
        # Minimalistic line:
        metric_without_timestamp_and_labels 12.47
        # A weird metric from before the epoch:
        something_weird{problem="division by zero"} +Inf -3982045
        # A histogram, which has a pretty complex representation in the text format:
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le="0.05"} 24054
        http_request_duration_seconds_bucket{le="+Inf"} 144320
        http_request_duration_seconds_sum 53423
        http_request_duration_seconds_count 144320
        """;
    Exposition read =
        read(
            MetricsPage.PROMETHEUS,
            page,
            "http_requests_total",
            "msdos_file_access_time_seconds{error=~\"Cannot.*FILE.TXT.\"}",
            "http_request_duration_seconds_count",
            "absent");

    assertThat(read.series()).isEqualTo(9);
    assertThat(read.format().word()).isEqualTo("prometheus");
    List<List<Series>> found = List.copyOf(read.found().values());
    assertThat(found.get(0)).extracting(Series::value).containsExactly(1027.0, 3.0);
    assertThat(found.get(1).getFirst().labels())
        .containsEntry("path", "C:\\DIR\\FILE.TXT")
        .containsEntry("error", "Cannot find file:\n\"FILE.TXT\"");
    assertThat(found.get(2)).hasSize(1);
    assertThat(found.get(3)).isEmpty();
    List<Selector> asked = List.copyOf(read.found().keySet());
    assertThat(read.typeOf(asked.get(0))).isEqualTo("counter");
    assertThat(read.typeOf(asked.get(1))).isEmpty();
  }

  @Test
  void readsOpenMetrics() {
    Exposition read =
        read(
            MetricsPage.OPENMETRICS,
            """
            # TYPE acme_http_router_request_seconds summary
            # UNIT acme_http_router_request_seconds seconds
            acme_http_router_request_seconds_count{path="/api/v1"} 807283.0
            # TYPE foo counter
            foo_total 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
            foo_created 1.5e9
            # EOF
            """,
            "foo_total");

    assertThat(read.format().word()).isEqualTo("openmetrics");
    assertThat(read.found().values().iterator().next().getFirst().value()).isEqualTo(17.0);
    assertThat(read.typeOf(read.found().keySet().iterator().next())).isEqualTo("counter");
  }

  @Test
  void readsNamesInQuotes() {
    assertThat(found("{\"x\", \"not.a.name\"=\"1\"} 2\n", "x").getFirst().labels())
        .containsEntry("not.a.name", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "x 1,1",
    "x  -2.5e-3,-0.0025",
    "'x\t7 ',7",
    "x{} 1,1",
    "'x{a=\"b\",} 1',1",
    "x +Inf,Infinity",
    "x -Inf,-Infinity",
    "x NaN,NaN"
  })
  void readsNumbers(String line, double value) {
    assertThat(Double.valueOf(value(line))).isEqualTo(Double.valueOf(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x one",
        "x 0x10",
        "x 1f",
        "x 1 2 3",
        "x{a=b} 1",
        "x{a=\"b} 1",
        "x{a=\"b\"c=\"d\"} 1",
        "x{a=\"b\",a=\"c\"} 1",
        "x{a=\"\\x\"} 1",
        "1x 1",
        "x 1 # {a=\"b\"} 1",
        "{a=\"b\"} 1",
        "x{\"y\"} 1",
        "Welcome to our site!",
        "x Infinity",
        "x 1d"
      })
  void aLineThatIsNoneOfTheFormatsIsRefusedWithItsNumber(String line) {
    assertThatThrownBy(() -> read(MetricsPage.PROMETHEUS, "up 1\n" + line + "\n", "up"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2: ");
  }

  @Test
  void whatIsNoPageOfMetricsIsRefused() {
    assertThatThrownBy(() -> read("text/html", "up 1\n", "up")).hasMessage("it is HTML");
    assertThatThrownBy(() -> read("", "\n <!doctype html>", "up")).hasMessage("it is HTML");
    assertThatThrownBy(() -> read("", "", "up")).hasMessage("it has no series at all");
    assertThatThrownBy(() -> read(MetricsPage.OPENMETRICS, "up 1\n", "up"))
        .hasMessage("it must end with # EOF, and is cut off");
    assertThatThrownBy(() -> read(MetricsPage.OPENMETRICS, "up 1\n# EOF\nup 1\n", "up"))
        .hasMessage("line 3: there must be nothing behind # EOF");
  }

  @Test
  void aPageWithoutEndIsRefused() {
    String many =
        IntStream.rangeClosed(0, Exposition.MOST_SERIES)
            .mapToObj(i -> "x" + i + " 1")
            .collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> read("", many, "up")).hasMessage("it has more than 100000 series");
    String alike = "up 1\n".repeat(Exposition.MOST_SELECTED + 1);
    assertThatThrownBy(() -> read("", alike, "up"))
        .hasMessage("more than 1000 of its series are selected");
  }

  @ParameterizedTest
  @CsvSource({
    "x{},true", "'x{a=\"b\"}',true", "'x{a=\"c\"}',false", "'x{a!=\"c\"}',true",
    "'x{a=~\"b|c\"}',true", "'x{a=~\"\"}',false", "'x{a!~\"b.*\"}',false", "'x{none=\"\"}',true",
    "'x{none!=\"\"}',false", "'x{a=\"b\", c=\"d\" , }',true", "y,false"
  })
  void selectsAsPromQlDoes(String selector, boolean selected) {
    assertThat(Selector.parse(selector).selects(Series.read("x{a=\"b\",c=\"d\"} 1", false)))
        .isEqualTo(selected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{a=\"b\"}", "x{", "x{a}", "x{a=\"b\"} > 1", "rate(x[5m])", "x{a=~\"(\"}"})
  void whatIsNoSelectorIsRefused(String text) {
    assertThatThrownBy(() -> Selector.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be like http_requests_total{code=\"200\"}, was \"" + text);
  }
}
