package io.vigie.report.http;

import io.vigie.contract.due.MaintenanceWindows.Span;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A time during which no incident is opened. */
@Schema(name = "Maintenance")
public record MaintenanceView(String reason, Instant from, Instant to) {

  static MaintenanceView of(Span span) {
    return new MaintenanceView(span.reason(), span.from(), span.to());
  }
}
