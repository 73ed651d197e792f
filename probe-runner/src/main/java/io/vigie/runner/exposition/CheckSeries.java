package io.vigie.runner.exposition;

import io.prometheus.client.Collector;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Series;
import io.vigie.runner.run.Measured;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last run of each check, as a page of metrics shows it: again at each scrape, until it is
 * forgotten. Kept apart from the meters of this process, which are for ever. Thread-safe.
 */
public final class CheckSeries extends Collector {

  private final String job;
  private final Duration keep;
  private final InstantSource clock;
  private final Map<ItemId, LastRun> runs = new ConcurrentHashMap<>();

  /**
   * Shows nothing yet.
   *
   * @param job what the label {@code job} says
   * @param keep how long a check is shown at the least that is not run any more
   */
  public CheckSeries(String job, Duration keep, InstantSource clock) {
    this.job = job;
    this.keep = keep;
    this.clock = clock;
  }

  /** Takes note of a run; one that was missed has measured nothing. */
  public void measured(Measured measured) {
    if (measured.result().outcome() instanceof Missed) {
      return;
    }
    runs.compute(
        measured.job().item(),
        (_, before) ->
            before != null && before.at().isAfter(measured.result().startedAt())
                ? before
                : LastRun.of(measured, job, gap(before, measured.result().startedAt())));
  }

  private static Duration gap(LastRun before, Instant now) {
    return before == null ? Duration.ZERO : Duration.between(before.at(), now);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    Instant now = clock.instant();
    runs.values().removeIf(run -> run.isForgotten(now, keep));
    Map<Series, List<MetricFamilySamples.Sample>> families = new LinkedHashMap<>();
    for (LastRun run : runs.values()) {
      run.gauges().forEach(gauge -> add(families, run, gauge));
      add(families, run, new Gauge(LastRun.BLIND, List.of(), run.blind() ? 1 : 0));
      add(families, run, new Gauge(LastRun.AT, List.of(), run.at().toEpochMilli() / 1e3));
    }
    List<MetricFamilySamples> all = new ArrayList<>(families.size());
    families.forEach(
        (series, samples) ->
            all.add(new MetricFamilySamples(series.name(), Type.GAUGE, series.help(), samples)));
    return all;
  }

  private static void add(
      Map<Series, List<MetricFamilySamples.Sample>> families, LastRun run, Gauge gauge) {
    Series series = gauge.series();
    families
        .computeIfAbsent(series, _ -> new ArrayList<>())
        .add(
            new MetricFamilySamples.Sample(
                series.name(),
                joined(LastRun.LABELS, series.labels()),
                joined(run.labels(), gauge.labels()),
                gauge.value()));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    if (second.isEmpty()) {
      return first;
    }
    List<String> both = new ArrayList<>(first.size() + second.size());
    both.addAll(first);
    both.addAll(second);
    return both;
  }

  /** How many checks are shown. */
  public int size() {
    return runs.size();
  }
}
