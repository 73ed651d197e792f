package io.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportSettingsTest {

  @Test
  void everySettingHasADefault() {
    ReportSettings settings = settings(Map.of());

    assertThat(settings.freshnessMargin()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.retention().results()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.retention().atMost()).isEqualTo(2000);
    assertThat(settings.retention().atLeast()).isEqualTo(50);
    assertThat(settings.retention().incidents()).isEqualTo(Duration.ofDays(400));
    assertThat(settings.retention().states()).isEqualTo(Duration.ofDays(90));
    assertThat(settings.retention().every()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.retry().first()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.retry().longest()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.stream().heartbeat()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.stream().maxWatchers()).isEqualTo(200);
    assertThat(settings.metrics().every()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.metrics().maxItems()).isEqualTo(2000);
    assertThat(settings.asking().perMinute()).isEqualTo(12);
    assertThat(settings.heartbeat().perMinute()).isEqualTo(60);
    assertThat(settings.heartbeat().watchEvery()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.slack().signingSecret().map(Secret::get)).isEmpty();
  }

  @Test
  void settingsGoByTheseNames() {
    ReportSettings settings =
        settings(
            Map.of(
                "vigie.report.freshness-margin", "1m",
                "vigie.report.retention.results", "7d",
                "vigie.report.retention.at-most", "10",
                "vigie.report.stream.max-watchers", "3",
                "vigie.report.metrics.max-items", "5",
                "vigie.report.asking.per-minute", "3",
                "vigie.report.heartbeat.per-minute", "7",
                "vigie.report.slack.signing-secret", "s3cret"));

    assertThat(settings.freshnessMargin()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.retention().results()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.retention().atMost()).isEqualTo(10);
    assertThat(settings.stream().maxWatchers()).isEqualTo(3);
    assertThat(settings.metrics().maxItems()).isEqualTo(5);
    assertThat(settings.asking().perMinute()).isEqualTo(3);
    assertThat(settings.heartbeat().perMinute()).isEqualTo(7);
    assertThat(settings.slack().signingSecret().orElseThrow().get()).isEqualTo("s3cret");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  private static ReportSettings settings(Map<String, String> values) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ReportSettings.class)
            .withDefaultValues(values)
            .build();
    return config.getConfigMapping(ReportSettings.class);
  }
}
