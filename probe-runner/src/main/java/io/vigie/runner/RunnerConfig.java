package io.vigie.runner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of a runner. */
@ConfigMapping(prefix = "vigie.runner")
public interface RunnerConfig {

  /** What this runner is called in its results. */
  @WithDefault("${HOSTNAME:runner}")
  String id();

  /** Where it stands; it takes the jobs of this location only. */
  @WithDefault("outside")
  String location();

  /** How many probes run at once. */
  @WithDefault("500")
  int maxConcurrent();

  /** A folder with one file for each secret. */
  Optional<Path> secretsDir();

  Egress egress();

  /** How jobs are taken. */
  @WithDefault("share-group")
  Jobs jobs();

  /** How many share consumers there are, each a member of the group: one polls, others carry. */
  @WithDefault("8")
  int shareLanes();

  /** How long a stop waits for probes that run. */
  @WithDefault("8s")
  Duration stopPatience();

  /** After how long without progress this runner is not alive. */
  @WithDefault("60s")
  Duration stuckAfter();

  /** Which addresses may be probed. */
  interface Egress {

    /** Blocks such as {@code 10.1.0.0/16}, or {@code public}, {@code private}, {@code loopback}. */
    @WithDefault("public")
    List<String> allow();
  }

  /** The adapters of the job source. */
  enum Jobs {
    SHARE_GROUP,
    CONSUMER_GROUP
  }
}
