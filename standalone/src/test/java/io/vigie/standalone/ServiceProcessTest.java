package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.embedded.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceProcessTest {

  @TempDir Path home;

  @Test
  void namesTheProgramThatWasNotBuilt() {
    assertThatThrownBy(
            () ->
                ServiceProcess.start(
                    home, "report-api", Ports.free(), Map.of(), home.resolve("log")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(
            "report-api/target/quarkus-app/quarkus-run.jar: must have been built");
  }

  @Test
  void givesSettingsAsVariables() {
    assertThat(ServiceProcess.variable("quarkus.datasource.alert.jdbc.url"))
        .isEqualTo("QUARKUS_DATASOURCE_ALERT_JDBC_URL");
    assertThat(ServiceProcess.variable("vigie.runner.stop-patience"))
        .isEqualTo("VIGIE_RUNNER_STOP_PATIENCE");
  }
}
