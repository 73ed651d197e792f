package io.vigie.runner;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.runner.exposition.CheckSeries;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Measured;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Sight;
import java.time.Duration;

/** The names and meanings of the runner's metrics. */
final class RunnerMetrics implements RunListener {

  private static final Duration[] FIRE_ERRORS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1)
  };

  private final MeterRegistry registry;
  private final CheckSeries checks;
  private final Timer fireError;

  RunnerMetrics(MeterRegistry registry, CheckSeries checks) {
    this.registry = registry;
    this.checks = checks;
    this.fireError =
        Timer.builder("vigie.probe.fire.error")
            .description("how long after its due time a probe began")
            .serviceLevelObjectives(FIRE_ERRORS)
            .register(registry);
  }

  /** Shows how busy {@code runner} is. */
  void watch(JobRunner runner) {
    Gauge.builder("vigie.runner.running", runner, JobRunner::running)
        .description("probes under way")
        .register(registry);
    Gauge.builder("vigie.runner.held", runner, JobRunner::held)
        .description("jobs taken and not ended")
        .register(registry);
    Gauge.builder("vigie.runner.waiting", runner, JobRunner::waiting)
        .description("runs that are due and wait for a place")
        .register(registry);
    Gauge.builder("vigie.runner.saturation", runner, RunnerMetrics::saturation)
        .description("probes under way of those that may be; 1 is the limit")
        .register(registry);
  }

  void watch(Sight sight) {
    Gauge.builder("vigie.runner.blind", sight, eyes -> eyes.blindness().isPresent() ? 1 : 0)
        .description("1 while this runner's own control probes fail and it takes no jobs")
        .register(registry);
  }

  void watch(JobSources sources) {
    FunctionCounter.builder("vigie.runner.jobs.let.go", sources, JobSources::letGoEver)
        .description("jobs acknowledged while they still ran")
        .register(registry);
  }

  @Override
  public void measured(Measured measured) {
    checks.measured(measured);
  }

  @Override
  public void ended(String kind, Result result) {
    registry
        .counter("vigie.probe.runs", "kind", kind, "outcome", nameOf(result.outcome()))
        .increment();
    if (!(result.outcome() instanceof Missed)) {
      registry.timer("vigie.probe.duration", "kind", kind).record(result.took());
      fireError.record(Duration.between(result.dueAt(), result.startedAt()));
    }
  }

  private static double saturation(JobRunner runner) {
    return (double) runner.running() / runner.maxConcurrent();
  }

  private static String nameOf(Outcome outcome) {
    return switch (outcome) {
      case Passed _ -> "passed";
      case Failed _ -> "failed";
      case Blind _ -> "blind";
      case Missed _ -> "missed";
    };
  }
}
