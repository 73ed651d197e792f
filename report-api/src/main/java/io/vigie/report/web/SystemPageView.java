package io.vigie.report.web;

import io.vigie.report.record.Pulse;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Maturity;
import io.vigie.report.verdict.Readiness;
import io.vigie.report.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of one system: the verdict and why, and its items by category. */
public record SystemPageView(
    String title,
    String key,
    Mark verdict,
    String sentence,
    String rule,
    List<StepRow> toGo,
    String score,
    String explanation,
    List<OverviewView.Count> open,
    Bar states,
    Optional<Moment> dataAsOf,
    long doubted,
    List<Category> categories,
    List<IncidentRow> incidents) {

  /** Of a larger category, items that pass are only counted until all are asked for. */
  private static final int MOST_PASSING = 100;

  /** Something to do. */
  public record StepRow(
      String id,
      String title,
      String address,
      String severity,
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

  /** One item. */
  public record ItemRow(
      String id,
      String title,
      String address,
      String severity,
      Mark state,
      Optional<Moment> since,
      String last,
      boolean doubted,
      int earned,
      int weight) {}

  static SystemPageView of(
      Readiness readiness, List<IncidentRow> incidents, boolean all, Instant now) {
    Verdict verdict = readiness.verdict();
    return new SystemPageView(
        readiness.title(),
        readiness.system().toString(),
        Mark.of(verdict.decision()),
        verdict.sentence(),
        verdict.rule(),
        verdict.toGo().stream().map(SystemPageView::step).toList(),
        readiness.maturity().score(),
        readiness.maturity().explanation(),
        OverviewView.open(readiness),
        OverviewView.states(readiness),
        readiness.dataAsOf().map(at -> new Moment(at, now)),
        readiness.doubted(),
        categories(readiness, all, now),
        incidents);
  }

  private static StepRow step(Verdict.Step step) {
    Verdict.Reason item = step.item();
    return new StepRow(
        item.item().item(),
        item.title(),
        "/items/" + item.item(),
        item.severity().name(),
        Mark.of(item.state()),
        step.action(),
        item.because(),
        step.reaches().words());
  }

  private static List<Category> categories(Readiness readiness, boolean all, Instant now) {
    Map<Object, Judged> items =
        readiness.items().stream()
            .collect(Collectors.toMap(item -> item.watched().item(), Function.identity()));
    List<Category> categories = new ArrayList<>();
    for (Maturity maturity : readiness.categories()) {
      List<ItemRow> rows =
          maturity.points().stream()
              .map(point -> row(items.get(point.item()), point, now))
              .toList();
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
    List<ItemRow> passing = rows.stream().filter(row -> row.earned() > 0).toList();
    return passing.size() <= MOST_PASSING
        ? rows
        : rows.stream().filter(row -> row.earned() == 0).toList();
  }

  private static ItemRow row(Judged judged, Maturity.Point point, Instant now) {
    return new ItemRow(
        point.item().item(),
        point.title(),
        "/items/" + point.item(),
        point.severity().name(),
        Mark.of(judged.state()),
        judged.since().map(at -> new Moment(at, now)),
        last(judged),
        judged.doubt().isPresent(),
        point.earned(),
        point.weight());
  }

  /** What was seen last; where nothing was, why not. */
  private static String last(Judged judged) {
    return judged.isInTheDark()
        ? judged.reason()
        : judged.watched().pulse().map(Pulse::summary).orElse(judged.reason());
  }
}
