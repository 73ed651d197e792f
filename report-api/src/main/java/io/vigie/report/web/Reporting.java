package io.vigie.report.web;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.report.heartbeat.JobReport;
import io.vigie.report.verdict.Spans;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a job reports itself, and what it said.
 *
 * @param slugged the address by the key of the system and the slug of the item
 */
public record Reporting(
    String address, String slugged, String grace, Optional<String> longest, List<Words> said) {

  /** What a job said that is no verdict. */
  public record Words(Moment at, String signal, Optional<String> run, String text, boolean cut) {}

  static Reporting of(Check check, JobReport job, URI base, Instant now) {
    Optional<String> longest =
        check.nature() instanceof Heartbeat heartbeat
            ? heartbeat.longest().map(Spans::words)
            : Optional.empty();
    return new Reporting(
        base.resolve("/ping/" + job.address()).toString(),
        base.resolve("/ping/" + job.key() + "/" + job.slug()).toString(),
        Spans.words(check.schedule().grace()),
        longest,
        job.said().stream().map(said -> words(said, now)).toList());
  }

  private static Words words(JobReport.Said said, Instant now) {
    return new Words(
        new Moment(said.at(), now),
        said.signal(),
        Optional.of(said.run()).filter(run -> !run.isEmpty()),
        said.text(),
        said.truncated());
  }
}
