package io.vigie.alert.notify.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrometheusAlertTest {

  @Test
  void digestsItsLabelsAsAlertmanagerDoes() {
    // What Alertmanager 0.25 showed for these labels.
    assertThat(
            alert(Map.of("alertname", "VigieItemFailing", "system", "chrona", "team", "équipe"))
                .fingerprint())
        .isEqualTo("48c7f912bc6f80cc");
    assertThat(alert(Map.of("alertname", "skew")).fingerprint()).isEqualTo("4839e04b2fcf019e");
    assertThat(alert(Map.of()).fingerprint()).isEqualTo("cbf29ce484222325");
  }

  @Test
  void isGroupedByWhatNamesTheItem() {
    assertThat(
            alert(Map.of("alertname", "A", "item", "I", "severity", "critical", "team", "t"))
                .groupLabels())
        .isEqualTo(Map.of("alertname", "A", "item", "I"));
  }

  private static PrometheusAlert alert(Map<String, String> labels) {
    SortedMap<String, String> sorted = new TreeMap<>(labels);
    return new PrometheusAlert(
        sorted, new TreeMap<>(), Instant.EPOCH, Optional.empty(), Optional.empty());
  }
}
