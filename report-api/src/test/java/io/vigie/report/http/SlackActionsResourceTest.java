package io.vigie.report.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.report.ReportSettings;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlackActionsResourceTest {

  @Test
  void withoutASecretThereIsNoSuchAddress() {
    ReportSettings settings =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ReportSettings.class)
            .build()
            .getConfigMapping(ReportSettings.class);
    SlackActionsResource resource =
        new SlackActionsResource(settings, new SlackDesk(null, null), () -> Instant.EPOCH);

    assertThatThrownBy(() -> resource.pressed("0", "v0=", InputStream.nullInputStream()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.status().getStatusCode())
                    .isEqualTo(404));
  }
}
