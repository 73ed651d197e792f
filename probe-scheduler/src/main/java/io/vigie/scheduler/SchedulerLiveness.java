package io.vigie.scheduler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive when the dispatcher's loop has not come round for longer than anything it waits for.
 */
@Liveness
@ApplicationScoped
public class SchedulerLiveness implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Scheduler scheduler;

  @Inject
  SchedulerLiveness(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public HealthCheckResponse call() {
    Duration since = scheduler.sinceLastTurn();
    return HealthCheckResponse.named("scheduler's dispatcher comes round")
        .status(since.compareTo(PATIENCE) < 0)
        .withData("last turn, seconds ago", since.toSeconds())
        .build();
  }
}
