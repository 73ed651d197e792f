package io.vigie.scheduler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive when the dispatcher's loop, or the publisher's, has not come round for longer than
 * anything it waits for.
 */
@Liveness
@ApplicationScoped
public class SchedulerLiveness implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A publication waits for topics, for the whole log, and for every thousand of its writes. */
  private static final Duration PUBLISHERS_PATIENCE = Duration.ofMinutes(5);

  private final Scheduler scheduler;

  @Inject
  SchedulerLiveness(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public HealthCheckResponse call() {
    return response(scheduler.sinceLastTurn(), scheduler.sincePublisherTurned());
  }

  static HealthCheckResponse response(Duration dispatcher, Duration publisher) {
    return HealthCheckResponse.named("scheduler's dispatcher and publisher come round")
        .status(dispatcher.compareTo(PATIENCE) < 0 && publisher.compareTo(PUBLISHERS_PATIENCE) < 0)
        .withData("last turn, seconds ago", dispatcher.toSeconds())
        .withData("publisher's last turn, seconds ago", publisher.toSeconds())
        .build();
  }
}
