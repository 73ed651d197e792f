package io.vigie.runner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when this runner has begun to take jobs, and is not blind. */
@Readiness
@ApplicationScoped
public class RunnerReadiness implements HealthCheck {

  private final Runner runner;

  @Inject
  RunnerReadiness(Runner runner) {
    this.runner = runner;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("runner has begun")
            .status(runner.isTaking() && runner.blindness().isEmpty());
    runner.blindness().ifPresent(blind -> answer.withData("blind", blind.summary()));
    return answer.build();
  }
}
