package io.vigie.alert.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.alert.incident.Outbox.Backlog;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AlertMetrics metrics = new AlertMetrics(registry);

  @Test
  void countsResultsByOutcome() {
    metrics.result(new Outcome.Passed("fine"));
    metrics.result(new Outcome.Passed("fine"));
    metrics.result(new Outcome.Missed("late"));
    assertThat(registry.counter("vigie_alert_results", "outcome", "passed").count()).isEqualTo(2);
    assertThat(registry.counter("vigie_alert_results", "outcome", "missed").count()).isEqualTo(1);
  }

  @Test
  void showsTheOutbox() {
    metrics.waiting(new Backlog(3, Duration.ofMillis(1_500), 2));
    assertThat(registry.get("vigie_outbox_waiting").gauge().value()).isEqualTo(3);
    assertThat(registry.get("vigie_outbox_oldest_age_seconds").gauge().value()).isEqualTo(1.5);
    assertThat(registry.get("vigie_outbox_undelivered").gauge().value()).isEqualTo(2);
  }

  @Test
  void showsThatNobodyWouldBeTold() {
    assertThat(registry.get("vigie_alert_channels").gauge().value()).isZero();
    metrics.channels(Set.of("ops", "mail"));
    assertThat(registry.get("vigie_alert_channels").gauge().value()).isEqualTo(2);
  }

  @Test
  void everyCounterOfAChannelBeginsAtZero() {
    metrics.channels(Set.of("ops", "mail"));
    assertThat(registry.find("vigie_notifications").counters())
        .hasSize(8)
        .allMatch(counter -> counter.count() == 0);
    for (String outcome : List.of("delivered", "retried", "unclear", "undelivered")) {
      assertThat(registry.find("vigie_notifications").tag("outcome", outcome).counters())
          .extracting(counter -> counter.getId().getTag("channel"))
          .containsExactlyInAnyOrder("ops", "mail");
    }
    metrics.givenUp("ops");
    assertThat(registry.find("vigie_notifications").counters()).hasSize(8);
  }

  @Test
  void countsWhatWasNotDelivered() {
    metrics.givenUp("ops");
    assertThat(
            registry
                .counter("vigie_notifications", "channel", "ops", "outcome", "undelivered")
                .count())
        .isEqualTo(1);
  }

  @Test
  void countsWhatWasDropped() {
    metrics.dropped("unknown", 0);
    metrics.dropped("unknown", 4);
    assertThat(registry.counter("vigie_alert_results_dropped", "reason", "unknown").count())
        .isEqualTo(4);
  }
}
