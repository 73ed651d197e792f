package io.vigie.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vigie.contract.check.ProbeOrder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The canary that Vigie brings along. Every scheduler of an installation has the same. */
@ConfigMapping(prefix = "vigie.canary")
public interface CanarySettings {

  /** Whether there is one; where nothing is said, there is where a dead man's switch is set. */
  Optional<Boolean> enabled();

  /** Where alert-service serves its target, as a runner of the location reaches it. */
  @WithDefault("http://127.0.0.1:8083/api/v1/alerting/canary")
  URI target();

  /** From where it is looked at. */
  @WithDefault(ProbeOrder.DEFAULT_LOCATION)
  String location();

  /** How often it is looked at. */
  @WithDefault("30s")
  Duration every();
}
