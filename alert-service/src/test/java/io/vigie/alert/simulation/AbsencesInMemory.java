package io.vigie.alert.simulation;

import io.vigie.alert.incident.Absence;
import io.vigie.alert.incident.Absences;
import io.vigie.alert.incident.Item;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Absences} on {@link Rows}. No item of the simulation depends on a system as a whole. */
final class AbsencesInMemory implements Absences {

  private final Rows rows;

  AbsencesInMemory(Rows rows) {
    this.rows = rows;
  }

  /** Where others are told with it, each of them must be excused. */
  @Override
  public Optional<Absence> of(Incident incident, Instant now) {
    synchronized (rows) {
      Optional<Absence> first = alone(incident.item(), incident.firstFailedAt(), now);
      for (IncidentRow member : rows.ledBy(incident.id())) {
        boolean excused =
            !member.isOpen()
                || alone(member.item(), member.opening.firstFailedAt(), now).isPresent();
        if (!excused) {
          return Optional.empty();
        }
      }
      return first;
    }
  }

  private Optional<Absence> alone(ItemId id, Instant firstFailedAt, Instant now) {
    ItemRow row = rows.items.get(id);
    if (row == null || row.item.removed()) {
      return Optional.empty();
    }
    Set<ItemId> needed = new LinkedHashSet<>();
    needs(id, needed);
    List<Item> parents = new ArrayList<>();
    for (ItemId one : needed) {
      ItemRow parent = rows.items.get(one);
      if (parent != null && !parent.item.removed() && !one.equals(id)) {
        parents.add(parent.item);
      }
    }
    return Absence.of(row.item, firstFailedAt, parents, now);
  }

  private void needs(ItemId item, Set<ItemId> found) {
    ItemRow row = rows.items.get(item);
    if (row != null && !row.item.removed() && row.definition.applies()) {
      for (Dependency one : row.definition.dependsOn()) {
        if (one instanceof Dependency.OnItem(ItemId other) && found.add(other)) {
          needs(other, found);
        }
      }
    }
  }
}
