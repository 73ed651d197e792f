package io.vigie.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class SchedulerLivenessTest {

  @Test
  void isAliveWhileBothLoopsComeRound() {
    assertThat(status(Duration.ofSeconds(80), Duration.ofMinutes(4))).isEqualTo(Status.UP);
  }

  @Test
  void isNotAliveWhenTheDispatcherHasStopped() {
    assertThat(status(Duration.ofSeconds(90), Duration.ZERO)).isEqualTo(Status.DOWN);
  }

  @Test
  void isNotAliveWhenThePublisherHasStopped() {
    assertThat(status(Duration.ZERO, Duration.ofMinutes(5))).isEqualTo(Status.DOWN);
  }

  private static Status status(Duration dispatcher, Duration publisher) {
    return SchedulerLiveness.response(dispatcher, publisher).getStatus();
  }
}
