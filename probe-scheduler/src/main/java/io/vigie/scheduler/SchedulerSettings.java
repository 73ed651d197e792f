package io.vigie.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be set. */
@ConfigMapping(prefix = "vigie.scheduler")
public interface SchedulerSettings {

  /** The folder with checklists, or one file. Every scheduler of an installation has the same. */
  @WithDefault("checklists")
  Path checklists();

  /** How long nothing must happen in the folder until a change is read. */
  @WithDefault("300ms")
  Duration settle();

  /** How often the folder is looked at where the system gives no notice of changes. */
  @WithDefault("2s")
  Duration look();

  /** How far ahead of its due time a job is sent. */
  @WithDefault("1s")
  Duration lead();

  /** How late a job may still be sent; what is later is missed. */
  @WithDefault("1s")
  Duration tolerance();

  /** The group whose members share the checks. */
  @WithDefault("vigie-schedulers")
  String group();

  /** A name that stays the same across restarts lets a restarted scheduler go on at once. */
  Optional<String> instance();

  /** After how long without a sign of life the checks of a scheduler go to the others. */
  @WithDefault("3s")
  Duration sessionTimeout();

  /** How long after its due time a run is made up for that nobody was at work for. */
  @WithDefault("5m")
  Duration catchUp();
}
