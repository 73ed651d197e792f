package io.vigie.probe.metric;

import io.vigie.probe.burst.Ask;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.web.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a checklist says of a metric. Texts may hold {@code ${secret:NAME}}. */
public record MetricSettings(
    @Setting("A page of metrics, an absolute http or https URL.") Optional<String> url,
    @Setting("A Prometheus to ask in place of a page.") Optional<PrometheusQuery> prometheus,
    @Setting("The series on the page, as PromQL selects them; the first one is value.")
        Optional<OneOrMore<String>> series,
    @Setting("Headers to send, by name.") Map<String, String> headers,
    @Setting(value = "What becomes of several series that are selected.", byDefault = "one")
        Join join,
    @Setting("How long after the first look there is a second one.") Optional<Duration> over,
    @Setting(value = "What must become of each value over this time.", byDefault = "increase")
        Trend trend,
    @Setting(value = "Whether certificates must be trusted.", byDefault = "true") boolean verify,
    @Setting("Who is trusted instead of those that the runner trusts: certificates as PEM.")
        Optional<String> ca) {

  private static final int MOST_SELECTORS = 50;
  private static final Duration LONGEST = Duration.ofMinutes(4);

  public MetricSettings {
    if (url.isPresent() == prometheus.isPresent()) {
      throw new InvalidSetting("url", "must be given, or prometheus, and not both");
    }
    if (url.isPresent() != series.isPresent()) {
      throw new InvalidSetting("series", "must be given beside url, and only there");
    }
    String address = url.or(() -> prometheus.map(PrometheusQuery::url)).orElseThrow();
    headers = Ask.get(address, headers, new Trust(verify, ca)).headers();
    series.ifPresent(MetricSettings::requireSelectors);
    over.ifPresent(MetricSettings::requireShort);
  }

  private static void requireSelectors(OneOrMore<String> series) {
    if (series.values().size() > MOST_SELECTORS) {
      throw new InvalidSetting("series", "must be at most " + MOST_SELECTORS);
    }
    try {
      series.values().forEach(Selector::parse);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting("series", e.getMessage());
    }
  }

  private static void requireShort(Duration over) {
    if (over.isZero() || over.isNegative() || over.compareTo(LONGEST) > 0) {
      throw new InvalidSetting(
          "over",
          "must be 1ms to " + DurationText.print(LONGEST) + ", was " + DurationText.print(over));
    }
  }

  /** Where to look. */
  String address() {
    return url.or(() -> prometheus.map(PrometheusQuery::url)).orElseThrow();
  }

  List<Selector> selectors() {
    return series.map(OneOrMore::values).orElse(List.of()).stream()
        .distinct()
        .map(Selector::parse)
        .toList();
  }

  Trust trust() {
    return new Trust(verify, ca);
  }
}
