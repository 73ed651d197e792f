package io.vigie.scheduler.dispatch;

import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import java.util.List;
import java.util.Map;

/** Where checks and the reports on checklist files are published. */
public interface CheckLog {

  /** What the log holds now. */
  Published read();

  /** Returns when all changes are in the log; fails when one may not be. */
  void write(List<Change> changes);

  /** The revision of each check and the newest report on each file. */
  record Published(Map<ItemId, String> revisions, Map<String, ChecklistReport> reports) {
    public Published {
      revisions = Map.copyOf(revisions);
      reports = Map.copyOf(reports);
    }
  }
}
