package io.vigie.runner.exposition;

import io.vigie.contract.check.Severity;
import io.vigie.contract.job.Job;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.gauge.Series;
import io.vigie.runner.run.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is shown of a check. Immutable.
 *
 * @param labels the values of {@link #LABELS}
 * @param gauges what is shown beside when it was; nothing where we could not look
 * @param at when it was
 * @param gap how long before it was the one before
 */
record LastRun(List<String> labels, List<Gauge> gauges, Instant at, Duration gap, boolean blind) {

  static final List<String> LABELS =
      List.of("instance", "job", "system", "environment", "item", "location", "severity");

  static final Series AT =
      new Series("vigie_probe_last_run_timestamp_seconds", "When the last run of the check began");
  static final Series BLIND =
      new Series(
          "vigie_probe_blind", "1 where the last run of the check could not look, a fault of ours");

  private static final int SILENT_FOR = 3;

  static LastRun of(Measured measured, String job, Duration gap) {
    Result result = measured.result();
    boolean blind = result.outcome() instanceof Blind;
    return new LastRun(
        labels(measured, job),
        blind ? List.of() : gauges(measured),
        result.startedAt(),
        gap,
        blind);
  }

  private static List<String> labels(Measured measured, String name) {
    Job job = measured.job();
    return List.of(
        measured.instance().isEmpty() ? job.item().item() : measured.instance(),
        name,
        job.item().system(),
        job.item().environment(),
        job.item().item(),
        measured.result().seer().location(),
        job.severity().map(Severity::word).orElse(""));
  }

  private static List<Gauge> gauges(Measured measured) {
    Result result = measured.result();
    List<Gauge> all = new java.util.ArrayList<>(measured.gauges().size() + 3);
    all.add(gauge(Blackbox.SUCCESS, result.outcome() instanceof Passed ? 1 : 0));
    all.add(gauge(Blackbox.DURATION, seconds(result.took())));
    all.add(gauge(Blackbox.TIMEOUT, seconds(measured.job().probe().timeout())));
    all.addAll(measured.gauges());
    return List.copyOf(all);
  }

  private static Gauge gauge(Series series, double value) {
    return new Gauge(series, List.of(), value);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** Whether nobody has looked for so long that the check is gone, or another runner has it. */
  boolean isForgotten(Instant now, Duration keep) {
    Duration silent = gap.multipliedBy(SILENT_FOR);
    Duration longest = silent.compareTo(keep) > 0 ? silent : keep;
    return Duration.between(at, now).compareTo(longest) > 0;
  }
}
