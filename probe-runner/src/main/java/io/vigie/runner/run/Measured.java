package io.vigie.runner.run;

import io.vigie.contract.job.Job;
import io.vigie.contract.result.Result;
import io.vigie.probe.gauge.Gauge;
import java.util.List;

/**
 * A run with what it measured.
 *
 * @param instance what was looked at, as its author wrote it; empty where nobody looked
 * @param gauges what the kind measured, in the words of blackbox_exporter
 */
public record Measured(Job job, String instance, Result result, List<Gauge> gauges) {
  public Measured {
    gauges = List.copyOf(gauges);
  }
}
