package io.vigie.runner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when nobody has asked for jobs for a while, which a stuck thread does not admit. */
@Liveness
@ApplicationScoped
public class RunnerLiveness implements HealthCheck {

  private final Runner runner;
  private final RunnerConfig config;

  @Inject
  RunnerLiveness(Runner runner, RunnerConfig config) {
    this.runner = runner;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    Duration stuck = runner.stuckFor();
    return HealthCheckResponse.named("runner takes jobs")
        .status(stuck.compareTo(config.stuckAfter()) <= 0)
        .withData("last moved", stuck.toMillis() + "ms ago")
        .build();
  }
}
