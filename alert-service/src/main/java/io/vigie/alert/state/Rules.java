package io.vigie.alert.state;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;

/**
 * What of a check decides about its state: how many results it takes, and how long silence lasts.
 */
public record Rules(Thresholds thresholds, Duration patience) {

  public static Rules of(Check check) {
    return new Rules(check.thresholds(), check.patience());
  }
}
