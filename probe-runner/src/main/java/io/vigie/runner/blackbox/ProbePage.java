package io.vigie.runner.blackbox;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exporter.common.TextFormat;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Series;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer as text, as blackbox_exporter writes it. */
public final class ProbePage {

  private ProbePage() {}

  public static String of(List<Gauge> gauges) {
    Map<Series, List<Sample>> families = new LinkedHashMap<>();
    for (Gauge gauge : gauges) {
      Series series = gauge.series();
      families
          .computeIfAbsent(series, _ -> new ArrayList<>())
          .add(new Sample(series.name(), series.labels(), gauge.labels(), gauge.value()));
    }
    List<MetricFamilySamples> all = new ArrayList<>();
    families.forEach(
        (series, samples) ->
            all.add(
                new MetricFamilySamples(
                    series.name(), Collector.Type.GAUGE, series.help(), samples)));
    StringWriter text = new StringWriter();
    try {
      TextFormat.write004(text, Collections.enumeration(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The same with what happened before it. */
  public static String debug(OnDemand.Answer answer, String module, Module settings) {
    return "Logs for the probe:\n"
        + String.join("\n", answer.happened())
        + "\n"
        + answer.outcome().summary()
        + "\n\n\n\nMetrics that would have been returned:\n"
        + of(answer.gauges())
        + "\n\n\nModule configuration:\n"
        + module
        + ": "
        + settings
        + "\n";
  }
}
