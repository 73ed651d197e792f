package io.vigie.report.web;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.attest.SigningRule;
import io.vigie.report.heartbeat.PingRule;
import io.vigie.report.incident.Said;
import io.vigie.report.record.Seen;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One result, with its evidence. */
public record ResultRow(
    Mark outcome,
    String summary,
    Moment due,
    String took,
    String runner,
    Source source,
    Optional<String> where,
    List<Outcome.Unmet> unmet,
    Bar phases,
    List<PhaseRow> phaseRows,
    Map<String, String> facts,
    Optional<String> excerpt,
    boolean truncated) {

  /** So many colours are there for phases. */
  private static final int PHASE_COLOURS = 6;

  /** Who says so, and what the words are that came with it. */
  public record Source(String by, String words) {

    static Source of(Result.Seer seer) {
      return switch (seer.runner()) {
        case SigningRule.SEER -> new Source("Signed by " + seer.location(), "What was said");
        case PingRule.SEER -> new Source("Reported by the job", "What the job said");
        default ->
            new Source(
                "Seen by " + seer.runner() + " from " + seer.location(),
                "What the target answered");
      };
    }
  }

  /** A part of the run. */
  public record PhaseRow(String name, String took, String slug) {}

  static ResultRow of(Result result, Instant now) {
    Evidence evidence = result.evidence();
    return new ResultRow(
        Mark.of(Seen.in(result.outcome())),
        Said.text(result.outcome().summary()),
        new Moment(result.dueAt(), now),
        Spans.precise(result.took()),
        result.seer().runner(),
        Source.of(result.seer()),
        where(result.outcome()),
        unmet(result.outcome()),
        phases(evidence),
        phaseRows(evidence),
        evidence.facts(),
        evidence.excerpt(),
        evidence.truncated());
  }

  private static Optional<String> where(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed(Outcome.Failure failure) ->
          Optional.of(failure.code() + " in " + failure.phase());
      case Outcome.Blind blind -> Optional.of(blind.code());
      case Outcome.Passed _, Outcome.Missed _ -> Optional.empty();
    };
  }

  private static List<Outcome.Unmet> unmet(Outcome outcome) {
    return outcome instanceof Outcome.Failed(Outcome.Failure failure) ? failure.unmet() : List.of();
  }

  private static Bar phases(Evidence evidence) {
    List<Bar.Share> shares = new ArrayList<>();
    for (Evidence.Phase phase : evidence.phases()) {
      shares.add(new Bar.Share(slug(shares.size()), words(phase), micros(phase.took())));
    }
    return Bar.of(shares);
  }

  private static List<PhaseRow> phaseRows(Evidence evidence) {
    List<PhaseRow> rows = new ArrayList<>();
    for (Evidence.Phase phase : evidence.phases()) {
      rows.add(new PhaseRow(phase.name(), Spans.precise(phase.took()), slug(rows.size())));
    }
    return rows;
  }

  private static String slug(int place) {
    return "phase-" + place % PHASE_COLOURS;
  }

  private static String words(Evidence.Phase phase) {
    return phase.name() + " " + Spans.precise(phase.took());
  }

  private static double micros(Duration took) {
    return took.toNanos() / 1000.0;
  }
}
