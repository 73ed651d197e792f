package io.vigie.probe.burst;

import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.settings.DurationText;
import java.time.Duration;

/**
 * How much a runner lets one check send; a checklist that wants more is not cut down, because it
 * would then prove something else than it says, but not run.
 *
 * @param maxRequests how many requests one run sends
 * @param maxConcurrency how many of them are under way at once
 * @param maxDuration how long one run goes on sending
 */
public record LoadLimits(int maxRequests, int maxConcurrency, Duration maxDuration) {

  /** Where nobody says otherwise. */
  public static final LoadLimits DEFAULT = new LoadLimits(1_000, 50, Duration.ofSeconds(60));

  /** What no runner can be told to exceed. */
  public static final LoadLimits ABSOLUTE = new LoadLimits(100_000, 1_000, Duration.ofMinutes(5));

  public LoadLimits {
    if (maxRequests < 1 || maxConcurrency < 1 || maxDuration.isNegative() || maxDuration.isZero()) {
      throw new IllegalArgumentException("load limits: must be positive");
    }
  }

  /** The limits of the runner that this run is on. */
  public static LoadLimits of(ProbeContext context) {
    return context.equipment(LoadLimits.class).orElse(DEFAULT);
  }

  /** Fails where more is wanted. */
  public void require(int requests, int concurrency) {
    require("requests", "max-requests", maxRequests, requests);
    require("concurrency", "max-concurrency", maxConcurrency, concurrency);
  }

  private static void require(String setting, String limit, int most, int wanted) {
    if (wanted > most) {
      throw new Ours(
          "load-limit",
          setting
              + ": must be at most "
              + most
              + " on this runner (vigie.runner.load."
              + limit
              + "), was "
              + wanted);
    }
  }

  Ours tooLong(String sent) {
    return new Ours(
        "load-limit",
        "sending must end within "
            + DurationText.print(maxDuration)
            + " on this runner (vigie.runner.load.max-duration), "
            + sent);
  }
}
