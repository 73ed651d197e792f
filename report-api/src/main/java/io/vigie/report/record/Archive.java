package io.vigie.report.record;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.report.uptime.Held;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers from what was kept. Removed items are not in any answer but {@code results}. */
public interface Archive {

  /** Every item, in the order of their ids. */
  List<WatchedItem> items();

  /** The items of one system in one environment, in the order of their ids. */
  List<WatchedItem> items(SystemKey system);

  /** Those of the items that are watched, in the order of their ids. */
  List<WatchedItem> items(Collection<ItemId> items);

  Optional<WatchedItem> item(ItemId item);

  Optional<Check> definition(ItemId item);

  /**
   * The states that an item was in since {@code from}, in order, and the one that it was in then.
   */
  List<Held> history(ItemId item, Instant from);

  /** Results due before an instant, newest first. */
  List<Result> results(ItemId item, Instant before, int limit);

  /** The newest result that passed, however old. */
  Optional<Result> lastPass(ItemId item);

  /** The first result that failed since the last that passed. */
  Optional<Result> firstFailure(ItemId item);

  /** The result of a run that was due then and ended so, as long as it is kept. */
  Optional<Result> result(ItemId item, Instant dueAt, Seen outcome);

  /** Incidents, newest first. */
  List<Incident> incidents(IncidentQuery query);

  Optional<Incident> incident(IncidentId id);

  /** The messages of incidents, oldest first. */
  List<Notification> notifications(List<IncidentId> incidents);

  /** Silences, the one that ends last first. */
  List<Silence> silences(int limit);

  Optional<Silence> silence(UUID id);

  /** What was last said of each checklist file, in the order of their names. */
  List<ChecklistReport> checklists();
}
