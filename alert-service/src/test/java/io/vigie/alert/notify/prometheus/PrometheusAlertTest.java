package io.vigie.alert.notify.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusAlertTest {

  @Test
  void digestsLikePrometheus() {
    // The digest of no label, and one that Alertmanager 0.25 showed for these labels.
    assertThat(new Fnv()).hasToString("cbf29ce484222325");
  }
}
