package io.vigie.report.web;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.Dossier;
import io.vigie.report.attest.Signature;
import io.vigie.report.incident.Said;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Spans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of one item: its state and why we believe it.
 *
 * @param probed true where somebody looks
 * @param seen true where there are results; others decide about a roll-up
 */
public record ItemPageView(
    String id,
    String title,
    String language,
    String severity,
    Mark state,
    Optional<Moment> since,
    String reason,
    List<String> traits,
    ItemNotices notices,
    List<ItemFacts.Fact> facts,
    boolean probed,
    boolean seen,
    List<Expectation> expectations,
    Advice advice,
    ItemRelations relations,
    List<UptimeRow> uptime,
    Optional<Signing> signing,
    Optional<Reporting> reporting,
    Optional<ResultRow> lastPass,
    Optional<ResultRow> firstFailure,
    Strip strip,
    List<ResultRow> results,
    Optional<String> older,
    List<IncidentRow> incidents,
    WaiverNotice waiver) {

  /** Who saw what is failing now. */
  public Optional<String> seenBy() {
    return incidents.stream().filter(IncidentRow::open).findFirst().flatMap(IncidentRow::seenBy);
  }

  public Mark warningMark() {
    return Mark.warning("Passes with a warning");
  }

  public Mark maintenanceMark() {
    return Mark.maintenance("Under maintenance");
  }

  /** An expectation and what became of it in the newest result. */
  public record Expectation(String expression, Mark held, Optional<String> found) {}

  /** What the checklist's author left for whoever has to act. */
  public record Advice(
      Optional<String> why,
      Optional<String> action,
      Optional<String> deliverable,
      Optional<String> fix,
      Optional<String> runbook,
      boolean link) {

    static Advice of(Meaning meaning) {
      boolean link =
          meaning
              .runbook()
              .filter(r -> r.startsWith("https://") || r.startsWith("http://"))
              .isPresent();
      return new Advice(
          meaning.why(),
          meaning.action(),
          meaning.deliverable(),
          meaning.fix(),
          meaning.runbook(),
          link);
    }

    public boolean isAny() {
      return Stream.of(why, action, deliverable, fix, runbook).anyMatch(Optional::isPresent);
    }
  }

  /** What is to be signed, and the newest signature. */
  public record Signing(
      String statement, String validity, String mayBeSignedBy, Optional<Signed> signed) {

    static Optional<Signing> of(Check check, Optional<Result> lastPass, Instant now) {
      return check.nature() instanceof Attestation attestation
          ? Optional.of(
              new Signing(
                  attestation.statement(),
                  Spans.words(attestation.validity()),
                  attestation.by().isEmpty() ? "anybody" : String.join(", ", attestation.by()),
                  lastPass
                      .flatMap(passed -> Signature.in(passed, attestation))
                      .map(signature -> Signed.of(signature, now))))
          : Optional.empty();
    }
  }

  /** Who signed, when and until when. */
  public record Signed(
      String by, Optional<String> note, Moment at, String until, boolean holds, Mark mark) {

    static Signed of(Signature signature, Instant now) {
      boolean holds = signature.holds(now);
      return new Signed(
          signature.by(),
          signature.note(),
          new Moment(signature.at(), now),
          new Moment(signature.until(), now).stamp(),
          holds,
          holds ? new Mark("●", "signed", "passing") : new Mark("◇", "expired", "stale"));
    }
  }

  /** Pairs the expectations with the newest result. */
  static List<Expectation> expectations(List<String> expressions, Optional<Result> newest) {
    List<Outcome.Unmet> unmet = newest.map(result -> unmet(result.outcome())).orElse(List.of());
    List<Expectation> rows = new ArrayList<>();
    for (String expression : expressions) {
      Optional<String> found =
          unmet.stream()
              .filter(u -> u.expression().equals(expression))
              .map(Outcome.Unmet::found)
              .findFirst();
      rows.add(new Expectation(expression, held(newest, found.isPresent()), found));
    }
    unmet.stream()
        .filter(u -> !expressions.contains(u.expression()))
        .forEach(
            u ->
                rows.add(
                    new Expectation(u.expression(), held(newest, true), Optional.of(u.found()))));
    return rows;
  }

  private static Mark held(Optional<Result> newest, boolean broken) {
    if (broken) {
      return new Mark("■", "not met", "failing");
    }
    boolean evaluated = newest.map(Result::outcome).filter(ItemPageView::isEvaluated).isPresent();
    return evaluated ? new Mark("●", "met", "passing") : new Mark("○", "not evaluated", "pending");
  }

  private static boolean isEvaluated(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> true;
      case Outcome.Failed(Outcome.Failure failure) -> failure.code().equals("expectation");
      case Outcome.Blind _, Outcome.Missed _ -> false;
    };
  }

  private static List<Outcome.Unmet> unmet(Outcome outcome) {
    return outcome instanceof Outcome.Failed(Outcome.Failure failure) ? failure.unmet() : List.of();
  }

  static ItemPageView of(
      Dossier dossier, History history, List<IncidentRow> incidents, WaiverNotice waiver) {
    Judged judged = dossier.judged();
    Check check = dossier.check();
    Instant now = dossier.now();
    return new ItemPageView(
        judged.watched().item().toString(),
        judged.watched().title(),
        check.meaning().language(),
        judged.watched().severity().name(),
        Mark.of(judged.state()),
        judged.since().map(at -> new Moment(at, now)),
        Said.text(judged.reason()),
        traits(dossier),
        ItemNotices.of(dossier),
        ItemFacts.of(dossier),
        check.order().isPresent(),
        !(check.nature() instanceof RollUp),
        expectations(check.order().map(ProbeOrder::expect).orElse(List.of()), history.newest()),
        Advice.of(check.meaning()),
        ItemRelations.of(dossier),
        dossier.uptime().stream().map(UptimeRow::of).toList(),
        Signing.of(check, dossier.lastPass(), now),
        history.reporting(),
        dossier.lastPass().map(result -> ResultRow.of(result, now)),
        history.firstFailure().map(result -> ResultRow.of(result, now)),
        Strip.of(history.strip(), now),
        history.table().stream().map(result -> ResultRow.of(result, now)).toList(),
        history.older().map(before -> "?before=" + before),
        incidents,
        waiver);
  }

  /** What sets an item apart, in single words. */
  private static List<String> traits(Dossier dossier) {
    List<String> traits = new ArrayList<>();
    traits.add(dossier.check().nature().mode().word());
    dossier.check().meaning().phase().map(Phase::word).ifPresent(traits::add);
    if (dossier.check().meaning().binding() != Polarity.REQUIRED) {
      traits.add(dossier.check().meaning().binding().word());
    }
    return traits;
  }

  /**
   * What is known of the past of an item.
   *
   * @param strip the newest results
   * @param table the results of the page that is looked at
   * @param older where the page after it begins
   * @param reporting where the job of a heartbeat reports
   */
  record History(
      List<Result> strip,
      List<Result> table,
      Optional<Instant> older,
      Optional<Result> firstFailure,
      Optional<Reporting> reporting) {
    Optional<Result> newest() {
      return strip.stream().findFirst();
    }
  }
}
