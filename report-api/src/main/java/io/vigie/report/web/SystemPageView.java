package io.vigie.report.web;

import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.definition.Agreement;
import io.vigie.report.record.Pulse;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Maturity;
import io.vigie.report.verdict.MaturityRule;
import io.vigie.report.verdict.Readiness;
import io.vigie.report.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page of one system: the verdict and why, and its items by category. */
public record SystemPageView(
    String title,
    String key,
    Mark verdict,
    String sentence,
    List<Mark> marks,
    String rule,
    List<StepRow> toGo,
    String score,
    String explanation,
    List<OverviewView.Count> open,
    Bar states,
    Optional<Moment> dataAsOf,
    long doubted,
    List<PhaseLink> phases,
    Optional<String> phase,
    List<Category> categories,
    List<IncidentRow> incidents) {

  /** Of a larger category, items that just pass are only counted until all are asked for. */
  private static final int MOST_QUIET = 100;

  /** Something to do. */
  public record StepRow(
      String id,
      String title,
      String address,
      String severity,
      boolean recommended,
      Mark state,
      String action,
      String because,
      String reaches) {}

  /** A category with its score. */
  public record Category(
      String name,
      String anchor,
      String score,
      int tenths,
      boolean capped,
      String explanation,
      List<ItemRow> items,
      int hidden) {}

  /** A way to look at the items of one phase, or of all. */
  public record PhaseLink(String word, String address, boolean current) {}

  /** One item. */
  public record ItemRow(
      String id,
      String title,
      String address,
      String severity,
      Mark state,
      List<Mark> marks,
      List<String> traits,
      Optional<Moment> since,
      String last,
      Optional<String> maintenance,
      Optional<String> waiver,
      boolean quiet,
      String points) {}

  static SystemPageView of(
      Readiness readiness,
      List<IncidentRow> incidents,
      Optional<Phase> phase,
      boolean all,
      Instant now) {
    Verdict verdict = readiness.verdict();
    return new SystemPageView(
        readiness.title(),
        readiness.system().toString(),
        Mark.of(verdict.decision()),
        verdict.sentence(),
        OverviewView.marks(readiness),
        verdict.rule(),
        verdict.toGo().stream().map(SystemPageView::step).toList(),
        readiness.maturity().score(),
        readiness.maturity().explanation(),
        OverviewView.open(readiness),
        OverviewView.states(readiness),
        readiness.dataAsOf().map(at -> new Moment(at, now)),
        readiness.doubted(),
        phases(readiness, phase),
        phase.map(Phase::word),
        categories(readiness, phase, all, now),
        incidents);
  }

  /** Nothing to choose from where no item has a phase. */
  private static List<PhaseLink> phases(Readiness readiness, Optional<Phase> current) {
    List<Phase> present =
        Arrays.stream(Phase.values())
            .filter(phase -> readiness.items().stream().anyMatch(isOf(phase)))
            .toList();
    if (present.isEmpty()) {
      return List.of();
    }
    String address = "/systems/" + readiness.system();
    List<PhaseLink> links = new ArrayList<>();
    links.add(new PhaseLink("all phases", address, current.isEmpty()));
    for (Phase phase : present) {
      links.add(
          new PhaseLink(
              phase.word(),
              address + "?phase=" + phase.word(),
              current.equals(Optional.of(phase))));
    }
    return links;
  }

  private static Predicate<Judged> isOf(Phase phase) {
    return item -> item.phase().equals(Optional.of(phase));
  }

  private static StepRow step(Verdict.Step step) {
    Verdict.Reason item = step.item();
    return new StepRow(
        item.item().item(),
        item.title(),
        "/items/" + item.item(),
        item.severity().name(),
        item.recommended(),
        Mark.of(item.state()),
        step.action(),
        item.because(),
        step.reaches().words());
  }

  private static List<Category> categories(
      Readiness readiness, Optional<Phase> phase, boolean all, Instant now) {
    List<Judged> shown =
        readiness.items().stream()
            .filter(item -> phase.map(SystemPageView::isOf).map(of -> of.test(item)).orElse(true))
            .toList();
    Map<String, List<Judged>> byCategory =
        shown.stream().collect(Collectors.groupingBy(item -> item.watched().category()));
    List<Category> categories = new ArrayList<>();
    for (Maturity maturity : MaturityRule.byCategory(shown)) {
      List<ItemRow> rows =
          byCategory.get(maturity.category()).stream().map(item -> row(item, now)).toList();
      categories.add(category(maturity, rows, all, "category-" + categories.size()));
    }
    return categories;
  }

  private static Category category(
      Maturity maturity, List<ItemRow> rows, boolean all, String anchor) {
    List<ItemRow> shown = all ? rows : shown(rows);
    return new Category(
        maturity.category(),
        anchor,
        maturity.score(),
        maturity.tenths(),
        maturity.capped(),
        maturity.explanation(),
        shown,
        rows.size() - shown.size());
  }

  private static List<ItemRow> shown(List<ItemRow> rows) {
    List<ItemRow> quiet = rows.stream().filter(ItemRow::quiet).toList();
    return quiet.size() <= MOST_QUIET ? rows : rows.stream().filter(row -> !row.quiet()).toList();
  }

  private static ItemRow row(Judged judged, Instant now) {
    Maturity.Point point = MaturityRule.point(judged);
    List<Mark> marks = marks(judged);
    return new ItemRow(
        point.item().item(),
        point.title(),
        "/items/" + point.item(),
        point.severity().name(),
        Mark.of(judged.state()),
        marks,
        traits(judged),
        judged.since().map(at -> new Moment(at, now)),
        last(judged),
        judged
            .maintenance()
            .map(span -> span.reason() + ", until " + new Moment(span.to(), now).stamp()),
        judged.waiver().map(waiver -> waiver(waiver, now)),
        judged.is(ItemState.PASSING) && marks.isEmpty(),
        judged.applies() ? point.earned() + "/" + point.weight() : "–");
  }

  private static String waiver(Waiver waiver, Instant now) {
    return "by "
        + waiver.by()
        + " until "
        + new Moment(waiver.until(), now).stamp()
        + ": "
        + waiver.reason();
  }

  private static List<Mark> marks(Judged judged) {
    List<Mark> marks = new ArrayList<>();
    judged.warning().ifPresent(_ -> marks.add(Mark.warning("warning")));
    judged.maintenance().ifPresent(_ -> marks.add(Mark.maintenance("maintenance")));
    Check check = judged.watched().check();
    check
        .meaning()
        .declared()
        .filter(d -> Agreement.of(d.status(), judged.state()) == Agreement.DISAGREES)
        .ifPresent(d -> marks.add(Mark.warning("declared " + d.status().word())));
    return marks;
  }

  /** What is not so of most items. */
  private static List<String> traits(Judged judged) {
    List<String> traits = new ArrayList<>();
    Check check = judged.watched().check();
    if (check.order().isEmpty()) {
      traits.add(check.nature().mode().word());
    }
    if (check.meaning().binding() != Polarity.REQUIRED) {
      traits.add(check.meaning().binding().word());
    }
    return traits;
  }

  /** What was seen last; where nothing was, why not. */
  private static String last(Judged judged) {
    if (judged.warning().isPresent()) {
      return judged.warning().get();
    }
    return judged.isInTheDark() || !judged.applies()
        ? judged.reason()
        : judged.watched().pulse().map(Pulse::summary).orElse(judged.reason());
  }
}
