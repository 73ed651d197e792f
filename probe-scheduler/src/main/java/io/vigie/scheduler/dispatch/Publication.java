package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.checklist.ChecklistProblem;
import io.vigie.scheduler.dispatch.CheckLog.Published;
import io.vigie.scheduler.dispatch.Shelf.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides what to publish: only what differs from what is published. Pure. */
final class Publication {

  private final Published published;
  private final Shelf shelf;
  private final Map<ItemId, Check> wanted;

  private Publication(Published published, Shelf shelf, Map<ItemId, Check> wanted) {
    this.published = published;
    this.shelf = shelf;
    this.wanted = wanted;
  }

  /**
   * What makes the log equal to what is wanted.
   *
   * @param wanted what the files say, and what is watched besides
   */
  static List<Change> changes(
      Published published, Shelf shelf, Map<ItemId, Check> wanted, Instant now) {
    Publication publication = new Publication(published, shelf, wanted);
    List<Change> changes = new ArrayList<>(publication.checks());
    changes.addAll(publication.reports(now));
    return changes;
  }

  private List<Change> checks() {
    List<Change> changes = new ArrayList<>();
    wanted.values().stream()
        .filter(check -> !check.revision().equals(published.revisions().get(check.item())))
        .sorted((a, b) -> a.item().compareTo(b.item()))
        .forEach(check -> changes.add(new Change.PutCheck(check)));
    published.revisions().keySet().stream()
        .filter(item -> !wanted.containsKey(item) && !shelf.mayHold(item))
        .sorted()
        .forEach(item -> changes.add(new Change.RemoveCheck(item)));
    return changes;
  }

  private List<Change> reports(Instant now) {
    Map<String, ChecklistReport> current = current(now);
    List<Change> changes = new ArrayList<>();
    current.values().stream()
        .filter(report -> isNews(report, published.reports().get(report.file())))
        .forEach(report -> changes.add(new Change.PutReport(report)));
    published.reports().keySet().stream()
        .filter(file -> !current.containsKey(file) && !isKeptUnread())
        .sorted()
        .forEach(file -> changes.add(new Change.RemoveReport(file)));
    return changes;
  }

  private Map<String, ChecklistReport> current(Instant now) {
    Map<String, ChecklistReport> current = new LinkedHashMap<>();
    shelf.files().forEach((name, file) -> current.put(name, report(name, file, now)));
    shelf
        .unreadable()
        .ifPresent(
            problem -> {
              List<ChecklistReport.Problem> problems = List.of(problem.toReport());
              current.put(problem.file(), new ChecklistReport(problem.file(), now, 0, problems));
            });
    return current;
  }

  private ChecklistReport report(String name, Kept file, Instant now) {
    return new ChecklistReport(
        name,
        now,
        watched(file),
        file.newest().problems().stream().map(ChecklistProblem::toReport).toList());
  }

  /** A broken file that was never good here may have been published by an earlier process. */
  private int watched(Kept file) {
    return file.lastGood()
        .map(good -> good.checks().size())
        .orElseGet(
            () ->
                (int)
                    published.revisions().keySet().stream()
                        .filter(item -> !wanted.containsKey(item))
                        .filter(item -> file.newest().claim().isPresent())
                        .filter(item -> Shelf.mayHold(file, item))
                        .count());
  }

  private boolean isKeptUnread() {
    return shelf.unreadable().isPresent();
  }

  private static boolean isNews(ChecklistReport report, ChecklistReport known) {
    return known == null
        || report.items() != known.items()
        || !report.problems().equals(known.problems());
  }
}
