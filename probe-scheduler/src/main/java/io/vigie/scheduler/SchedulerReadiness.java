package io.vigie.scheduler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the checklists as they were at the start are published. */
@Readiness
@ApplicationScoped
public class SchedulerReadiness implements HealthCheck {

  private final Scheduler scheduler;

  @Inject
  SchedulerReadiness(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("checklists are published")
        .status(scheduler.hasPublished())
        .build();
  }
}
