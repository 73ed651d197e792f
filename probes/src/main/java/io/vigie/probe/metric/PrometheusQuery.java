package io.vigie.probe.metric;

import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Setting;

/** A question to a Prometheus. */
public record PrometheusQuery(
    @Setting("Where the Prometheus is, without /api/v1.") String url,
    @Setting("What to ask, in PromQL: an instant vector or a scalar.") String query) {

  private static final int LONGEST = 2_000;

  public PrometheusQuery {
    if (query.isBlank() || query.length() > LONGEST) {
      throw new InvalidSetting("query", "must have 1 to " + LONGEST + " characters");
    }
  }
}
