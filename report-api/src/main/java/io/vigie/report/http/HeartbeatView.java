package io.vigie.report.http;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a job reports itself. */
@Schema(name = "Heartbeat")
public record HeartbeatView(
    @Schema(
            description =
                "Where the job reports, below this server; whoever knows it can report in its name")
        String ping,
    @Schema(description = "How late a report may be; ISO 8601", examples = "PT1H") String grace,
    @Schema(description = "How long a run may take; ISO 8601") Optional<String> longest) {

  static HeartbeatView of(Check check, UUID address) {
    Optional<Duration> longest =
        check.nature() instanceof Heartbeat heartbeat ? heartbeat.longest() : Optional.empty();
    return new HeartbeatView(
        "/ping/" + address, check.schedule().grace().toString(), longest.map(Duration::toString));
  }
}
