package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.checklist.Reading;
import io.vigie.scheduler.dispatch.CheckLog.Published;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes the log of checks equal to the checklists, as often as it is told to. What the log holds is
 * read once; after a write that may have failed it is read again. Not thread-safe.
 */
public final class ChecklistPublisher {

  private final Supplier<Reading> checklists;
  private final List<Check> brought;
  private final CheckLog log;
  private final InstantSource clock;
  private final Seclusion seclusion;
  private Shelf shelf = Shelf.EMPTY;
  private Published published;

  /**
   * A publisher of what {@code checklists} reads.
   *
   * @param brought what is watched where no checklist says otherwise of these items
   */
  public ChecklistPublisher(
      Supplier<Reading> checklists,
      List<Check> brought,
      CheckLog log,
      InstantSource clock,
      Seclusion seclusion) {
    this.checklists = checklists;
    this.brought = List.copyOf(brought);
    this.log = log;
    this.clock = clock;
    this.seclusion = seclusion;
  }

  /** What one publication did. */
  public record Done(Shelf shelf, List<Change> changes) {}

  /** Reads the checklists and publishes what changed; fails when the log cannot be reached. */
  public Done publish() {
    shelf = shelf.after(checklists.get());
    Map<ItemId, Check> wanted = shelf.wanted();
    brought.forEach(check -> wanted.putIfAbsent(check.item(), check));
    seclusion.learn(wanted.values());
    if (published == null) {
      published = log.read();
    }
    List<Change> changes = Publication.changes(published, shelf, wanted, clock.instant());
    Published before = published;
    published = null;
    log.write(changes);
    published = after(before, changes);
    return new Done(shelf, changes);
  }

  private static Published after(Published before, List<Change> changes) {
    Map<ItemId, String> revisions = new HashMap<>(before.revisions());
    Map<String, ChecklistReport> reports = new HashMap<>(before.reports());
    for (Change change : changes) {
      switch (change) {
        case Change.PutCheck(var check) -> revisions.put(check.item(), check.revision());
        case Change.RemoveCheck(var item) -> revisions.remove(item);
        case Change.PutReport(var report) -> reports.put(report.file(), report);
        case Change.RemoveReport(var file) -> reports.remove(file);
      }
    }
    return new Published(revisions, reports);
  }
}
