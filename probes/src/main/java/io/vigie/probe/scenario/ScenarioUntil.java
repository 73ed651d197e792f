package io.vigie.probe.scenario;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.time.Duration;

/** How long a step is repeated until it finds what it expects. */
public record ScenarioUntil(
    @ShortForm @Setting("How long at most.") Duration within,
    @Setting(value = "How long to wait between.", byDefault = "1s") Duration every) {

  static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

  public ScenarioUntil {
    if (!within.isPositive() || within.compareTo(LONGEST) > 0) {
      throw new InvalidSetting("within", "must be at most 5m");
    }
    if (every.compareTo(SHORTEST_PAUSE) < 0) {
      throw new InvalidSetting("every", "must be at least 50ms");
    }
  }
}
