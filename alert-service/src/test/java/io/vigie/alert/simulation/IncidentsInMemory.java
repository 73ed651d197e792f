package io.vigie.alert.simulation;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Entry.Opening;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.alert.simulation.Rows.IncidentRow;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Incidents, and the messages that are owed for them. */
final class IncidentsInMemory {

  private final Rows rows;
  private final Audience audience;
  private final DebtsInMemory debts;

  IncidentsInMemory(Rows rows, Audience audience) {
    this.rows = rows;
    this.audience = audience;
    this.debts = new DebtsInMemory(rows);
  }

  /** Returns how many messages are owed. */
  int write(List<Entry> entries, Map<ItemId, Check> checks) {
    int owed = 0;
    for (Entry entry : entries) {
      entry.closings().forEach(this::close);
      for (Opening opening : entry.openings()) {
        Check check = checks.get(entry.after().id());
        owed += open(incident(opening, entry.closingOf(opening), check), check, opening);
      }
      owed += entry.closings().stream().mapToInt(this::oweEnd).sum();
    }
    return owed;
  }

  private int open(Incident incident, Check check, Opening opening) {
    rows.incidents.putIfAbsent(incident.id(), new IncidentRow(incident, check));
    int owed = 0;
    for (Plan.Owed one : audience.plan(check, opening.at()).opening()) {
      owed += debts.oweOpening(incident.id(), check.item(), one, opening.causedAt(), opening.at());
    }
    return owed;
  }

  private void close(Closing closing) {
    IncidentRow row = rows.incidents.get(closing.incident().id());
    if (row != null && row.incident.isOpen()) {
      row.incident = closed(row.incident, closing.at(), closing.incident().resolution());
    }
  }

  private int oweEnd(Closing closing) {
    return debts.tellAgain(
        closing.incident().id(), Occasion.RESOLVED, closing.causedAt(), closing.at());
  }

  int forget(Instant resolvedBefore) {
    Set<IncidentId> gone =
        rows.incidents.values().stream()
            .filter(row -> row.incident.resolvedAt().filter(resolvedBefore::isAfter).isPresent())
            .filter(row -> row.incident.version() == row.published)
            .map(row -> row.incident.id())
            .collect(Collectors.toSet());
    rows.incidents.keySet().removeAll(gone);
    rows.messages.removeIf(message -> gone.contains(message.incident));
    return gone.size();
  }

  private static Incident closed(Incident open, Instant at, String resolution) {
    return new Incident(
        open.id(),
        open.version() + 1,
        open.item(),
        open.severity(),
        open.title(),
        open.firstFailedAt(),
        open.openedAt(),
        Optional.of(at),
        open.lastPassedAt(),
        open.firstFailure(),
        resolution);
  }

  private static Incident incident(Opening opening, Optional<Closing> closing, Check check) {
    return new Incident(
        opening.incident().id(),
        1,
        check.item(),
        check.meaning().severity(),
        check.meaning().title(),
        opening.incident().firstFailedAt(),
        opening.at(),
        closing.map(Closing::at),
        opening.incident().lastPassedAt(),
        new Outcome.Failed(opening.incident().firstFailure()),
        closing.map(over -> over.incident().resolution()).orElse(""));
  }
}
