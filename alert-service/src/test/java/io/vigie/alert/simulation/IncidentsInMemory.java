package io.vigie.alert.simulation;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Entry.Opening;
import io.vigie.alert.incident.Entry.Reopening;
import io.vigie.alert.route.Audience;
import io.vigie.alert.simulation.Rows.IncidentRow;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
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

  /** What is to be told wherever an incident was told. */
  private record Again(IncidentId incident, Occasion occasion, Instant causedAt, Instant at) {}

  /** Returns how many messages are owed. What is over is closed before anything opens. */
  int write(List<Entry> entries, Map<ItemId, Check> checks) {
    List<Again> news = new ArrayList<>();
    entries.forEach(entry -> entry.closings().forEach(closing -> close(closing, news)));
    List<Reopening> again = new ArrayList<>();
    entries.stream()
        .flatMap(entry -> entry.reopenings().stream())
        .filter(one -> reopen(one, news))
        .forEach(again::add);
    int owed = 0;
    for (Entry entry : entries) {
      for (Opening opening : entry.openings()) {
        Check check = checks.get(entry.after().id());
        owed += open(incident(opening, entry.closingOf(opening), check), check, opening, news);
      }
    }
    for (Reopening one : again) {
      IncidentRow row = rows.incidents.get(one.incident().id());
      owed += owe(row.incident, row.check, one.at(), one.at());
    }
    entries.forEach(entry -> note(entry, news));
    return owed
        + news.stream()
            .mapToInt(
                one -> debts.tellAgain(one.incident(), one.occasion(), one.causedAt(), one.at()))
            .sum();
  }

  private static void note(Entry entry, List<Again> news) {
    entry.notes().stream()
        .filter(note -> note.remark().kind() == Remark.Kind.FLAPPING)
        .map(note -> updated(note.incident(), note.remark().at()))
        .forEach(news::add);
  }

  private static Again updated(IncidentId incident, Instant at) {
    return new Again(incident, Occasion.UPDATED, at, at);
  }

  private int open(Incident incident, Check check, Opening opening, List<Again> news) {
    rows.incidents.putIfAbsent(incident.id(), new IncidentRow(incident, check));
    incident
        .resolvedAt()
        .map(over -> new Again(incident.id(), Occasion.RESOLVED, opening.causedAt(), over))
        .ifPresent(news::add);
    return owe(incident, check, opening.causedAt(), opening.at());
  }

  private int owe(Incident incident, Check check, Instant causedAt, Instant now) {
    return audience.plan(check, now).opening().stream()
        .mapToInt(one -> debts.oweOpening(incident.id(), check.item(), one, causedAt, now))
        .sum();
  }

  private void close(Closing closing, List<Again> news) {
    IncidentId id = closing.incident().id();
    IncidentRow row = rows.incidents.get(id);
    if (row != null && row.incident.isOpen()) {
      row.incident =
          changed(row.incident, Optional.of(closing.at()), closing.incident().resolution());
      news.add(new Again(id, Occasion.RESOLVED, closing.causedAt(), closing.at()));
    }
  }

  /** True for one that was over. */
  private boolean reopen(Reopening reopening, List<Again> news) {
    IncidentId id = reopening.incident().id();
    IncidentRow row = rows.incidents.get(id);
    if (row == null || row.incident.isOpen()) {
      return false;
    }
    row.incident = changed(row.incident, Optional.empty(), "");
    return news.add(new Again(id, Occasion.REOPENED, reopening.at(), reopening.at()));
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

  private static Incident changed(Incident open, Optional<Instant> over, String resolution) {
    return new Incident(
        open.id(),
        open.version() + 1,
        open.item(),
        open.severity(),
        open.title(),
        open.firstFailedAt(),
        open.openedAt(),
        over,
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
