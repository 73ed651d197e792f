package io.vigie.report.record;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Latest.Keyed;
import java.util.List;

/**
 * Keeps what arrives. Each call is one transaction; calling again with the same messages, or older
 * ones, changes nothing. Throws {@link StorageException}.
 */
public interface Recorder {

  /** Keeps definitions; a removed item is hidden, its history stays until it is pruned. */
  void checks(Latest<ItemId, Check> checks);

  /** Appends results; the first result of a run stays. */
  void results(List<Result> results);

  /** Keeps each item's state of the highest version, and of each state from when on it held. */
  void states(List<Keyed<ItemId, ItemStatus>> batch);

  /** Keeps each incident's and each notification's highest version. */
  void incidents(List<Incident> incidents, List<Notification> notifications);

  /** Keeps each silence's highest version. */
  void silences(List<Silence> silences);

  /** Keeps what was last said of each checklist file; removed files are forgotten. */
  void checklists(Latest<String, ChecklistReport> checklists);
}
