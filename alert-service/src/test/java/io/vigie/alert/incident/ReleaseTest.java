package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseTest {

  private static final Instant T0 = Samples.START;

  @Test
  void aHeartbeatIsHeardWithinItsIntervalAndItsGrace() {
    Check job = heartbeat(Duration.ofSeconds(20), Duration.ofSeconds(10));

    assertThat(Release.deadline(job, T0)).isEqualTo(T0.plusSeconds(20 + 10 + 10));
  }

  @Test
  void nobodyWaitsForARareHeartbeat() {
    Check job = heartbeat(Duration.ofHours(6), Duration.ofMinutes(10));

    assertThat(Release.deadline(job, T0)).isEqualTo(T0.plus(Release.LONGEST));
    assertThat(Release.deadline(Samples.attestation("CH-009"), T0))
        .isEqualTo(T0.plus(Release.LONGEST));
  }

  private static Check heartbeat(Duration interval, Duration grace) {
    return Samples.natured(
        Samples.item("CH-008"),
        new Heartbeat(Optional.empty()),
        new Schedule.Every(interval, grace));
  }
}
