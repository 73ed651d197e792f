package io.vigie.alert.canary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** {@code vigie.deadman.*}. */
@ConfigMapping(prefix = "vigie.deadman")
public interface DeadManConfig {

  /** Where to say that all of Vigie works; nothing is said where it is absent. It is a secret. */
  Optional<String> url();

  /** How long the switch may take to answer. */
  @WithDefault("10s")
  Duration timeout();

  /** A canary that took longer from its failing answer to its channel is not fresh. */
  @WithDefault("60s")
  Duration fresh();

  /** How long the canary's target is bad, and how long it is good. */
  @WithDefault("5m")
  Duration canaryChangesEvery();
}
