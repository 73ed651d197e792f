package io.vigie.report.http;

import io.vigie.report.uptime.Uptime;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much of a window an item was passing; the parts add up to the window. */
@Schema(name = "Uptime")
public record UptimeView(
    @Schema(description = "ISO 8601", examples = "PT24H") String window,
    @Schema(
            description =
                "passing / (passing + failing), rounded down; null where neither was seen",
            examples = "0.99931")
        Optional<BigDecimal> share,
    String passing,
    String failing,
    @Schema(description = "Planned; not counted") String maintenance,
    @Schema(description = "unknown, stale or pending; not counted") String unknown,
    @Schema(description = "Not counted") String notApplicable,
    @Schema(description = "Before the item was heard of; not counted") String unrecorded) {

  static UptimeView of(Uptime uptime) {
    return new UptimeView(
        uptime.window().toString(),
        uptime.share(),
        uptime.passing().toString(),
        uptime.failing().toString(),
        uptime.maintenance().toString(),
        uptime.unknown().toString(),
        uptime.notApplicable().toString(),
        uptime.unrecorded().toString());
  }
}
