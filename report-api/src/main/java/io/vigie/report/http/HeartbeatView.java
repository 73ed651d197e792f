package io.vigie.report.http;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.report.heartbeat.JobReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a job reports itself, and what it said. */
@Schema(name = "Heartbeat")
public record HeartbeatView(
    @Schema(
            description =
                "Where the job reports, below this server; whoever knows it can report in its name")
        String ping,
    @Schema(
            description =
                "The same by the ping key of the system and the slug of the item;"
                    + " whoever knows the key can report in the name of each job of the system")
        String pingBySlug,
    @Schema(description = "How late a report may be; ISO 8601", examples = "PT1H") String grace,
    @Schema(description = "How long a run may take; ISO 8601") Optional<String> longest,
    @Schema(description = "What it said with start and log, the newest first; untrusted text")
        List<SaidView> said) {

  /** Words of a job that are no verdict. */
  @Schema(name = "Said")
  public record SaidView(
      Instant at,
      @Schema(enumeration = {"start", "log"}) String signal,
      Optional<String> rid,
      String text,
      @Schema(description = "True when something was cut off") boolean truncated) {}

  static HeartbeatView of(Check check, JobReport job) {
    Optional<Duration> longest =
        check.nature() instanceof Heartbeat heartbeat ? heartbeat.longest() : Optional.empty();
    return new HeartbeatView(
        "/ping/" + job.address(),
        "/ping/" + job.key() + "/" + job.slug(),
        check.schedule().grace().toString(),
        longest.map(Duration::toString),
        job.said().stream().map(HeartbeatView::of).toList());
  }

  private static SaidView of(JobReport.Said said) {
    return new SaidView(
        said.at(),
        said.signal(),
        Optional.of(said.run()).filter(run -> !run.isEmpty()),
        said.text(),
        said.truncated());
  }
}
