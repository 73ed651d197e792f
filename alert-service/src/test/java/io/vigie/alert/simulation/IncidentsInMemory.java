package io.vigie.alert.simulation;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Entry.Opening;
import io.vigie.alert.incident.Entry.Reopening;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Noted;
import io.vigie.alert.route.Audience;
import io.vigie.alert.simulation.DebtsInMemory.Again;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
  private final FamilyInMemory family;
  private final EndingsInMemory endings;

  IncidentsInMemory(Rows rows, Audience audience, Flaw flaw) {
    this.rows = rows;
    this.audience = audience;
    this.debts = new DebtsInMemory(rows);
    this.family = new FamilyInMemory(rows, debts, flaw::heeds);
    this.endings = new EndingsInMemory(rows, audience, debts, family, flaw.waitsForAll());
  }

  private record Opened(IncidentRow row, Instant causedAt) {}

  /** What is open again. */
  private record Reopened(IncidentRow row, boolean wasOver) {}

  /** Returns how many messages are owed. What is over is closed before anything opens. */
  int write(List<Entry> entries, Map<ItemId, Check> checks, Instant now) {
    List<Closing> over = entries.stream().flatMap(one -> one.closings().stream()).toList();
    List<Reopening> again = entries.stream().flatMap(one -> one.reopenings().stream()).toList();
    List<Noted> notes = entries.stream().flatMap(one -> one.notes().stream()).toList();
    boolean opens = entries.stream().anyMatch(one -> !one.openings().isEmpty());
    if (!opens && over.isEmpty() && again.isEmpty() && notes.isEmpty()) {
      return 0;
    }
    List<Again> news = new ArrayList<>(endings.close(over, now));
    List<Reopened> reopened = again.stream().flatMap(one -> reopen(one).stream()).toList();
    List<Opened> opened = open(entries, checks, news);
    List<Folded> decisions = fold(opened, fresh(opened, reopened), news, now);
    Set<IncidentId> folded = decisions.stream().map(Folded::incident).collect(Collectors.toSet());
    int owed = 0;
    for (Opened one : opened) {
      owed += folded.contains(one.row().id()) ? 0 : owe(one.row(), one.causedAt(), openedAt(one));
    }
    for (Reopened one : reopened) {
      owed += tell(one, folded, news, now);
    }
    note(notes, news, now);
    owed += joined(opened, decisions) + family.carryOver(decisions);
    return owed + debts.tellAgain(news);
  }

  private static Instant openedAt(Opened one) {
    return one.row().opening.openedAt();
  }

  private List<Opened> open(List<Entry> entries, Map<ItemId, Check> checks, List<Again> news) {
    List<Opened> opened = new ArrayList<>();
    for (Entry entry : entries) {
      for (Opening opening : entry.openings()) {
        Check check = checks.get(entry.after().id());
        Incident incident = incident(opening, entry.closingOf(opening), check);
        rows.incidents.putIfAbsent(incident.id(), new IncidentRow(incident, check));
        opened.add(new Opened(rows.incidents.get(incident.id()), opening.causedAt()));
        incident
            .resolvedAt()
            .map(end -> new Again(incident.id(), Occasion.RESOLVED, opening.causedAt(), end))
            .ifPresent(news::add);
      }
    }
    return opened;
  }

  private int owe(IncidentRow row, Instant causedAt, Instant now) {
    return debts.oweOpenings(row, audience.plan(row.check, now).opening(), causedAt, now);
  }

  /** One that was told is told again; one that was told with another may stand by itself now. */
  private int tell(Reopened one, Set<IncidentId> folded, List<Again> news, Instant now) {
    IncidentRow row = one.row();
    IncidentId told = row.lead.filter(_ -> !folded.contains(row.id())).orElse(row.id());
    boolean anew = told.equals(row.id()) && one.wasOver();
    news.add(new Again(told, anew ? Occasion.REOPENED : Occasion.UPDATED, now, now));
    boolean stands = row.lead.isEmpty() && !folded.contains(row.id());
    return stands ? owe(row, now, now) : 0;
  }

  private void note(List<Noted> notes, List<Again> news, Instant now) {
    for (Noted note : notes) {
      rows.note(note.incident(), note.remark());
      IncidentRow row = rows.incidents.get(note.incident());
      if (row != null) {
        row.version++;
      }
      if (note.remark().kind() == Remark.Kind.FLAPPING) {
        news.add(new Again(note.incident(), Occasion.UPDATED, now, now));
      }
    }
  }

  /** What is to be placed: what has just opened, and what opened again by itself. */
  private static Set<IncidentId> fresh(List<Opened> opened, List<Reopened> reopened) {
    Set<IncidentId> fresh = new LinkedHashSet<>();
    opened.stream()
        .map(Opened::row)
        .filter(IncidentRow::isOpen)
        .forEach(row -> fresh.add(row.id()));
    reopened.stream()
        .filter(one -> one.row().lead.isEmpty() && one.wasOver())
        .forEach(one -> fresh.add(one.row().id()));
    return fresh;
  }

  private List<Folded> fold(
      List<Opened> opened, Set<IncidentId> fresh, List<Again> news, Instant now) {
    if (fresh.isEmpty()) {
      return List.of();
    }
    FamilyInMemory.Surroundings around = family.around(fresh, now);
    Set<IncidentId> told =
        opened.stream().filter(this::isTold).map(one -> one.row().id()).collect(Collectors.toSet());
    List<Folded> decisions = family.decide(fresh, around, told);
    news.addAll(family.fold(decisions, around.known(), now));
    return decisions;
  }

  /** Somebody is told as soon as it opens. */
  private boolean isTold(Opened opened) {
    Instant at = openedAt(opened);
    return audience.plan(opened.row().check, at).opening().stream()
        .anyMatch(owed -> !owed.at().isAfter(at));
  }

  /** Who would be told of what is told with another is told of that other. */
  private int joined(List<Opened> opened, List<Folded> decisions) {
    int owed = 0;
    for (Opened one : opened) {
      for (Folded decision : decisions) {
        if (decision.incident().equals(one.row().id())) {
          IncidentRow lead = rows.incidents.get(decision.into());
          Instant at = openedAt(one);
          owed +=
              debts.oweOpenings(
                  lead, audience.plan(one.row().check, at).opening(), one.causedAt(), at);
        }
      }
    }
    return owed;
  }

  /** Empty for one that was not over. */
  private Optional<Reopened> reopen(Reopening reopening) {
    IncidentRow row = rows.incidents.get(reopening.incident().id());
    if (row == null || row.isOpen()) {
      return Optional.empty();
    }
    Reopened reopened = new Reopened(row, row.overAt.isPresent());
    boolean led =
        row.lead.map(rows.incidents::get).filter(lead -> lead.overAt.isEmpty()).isPresent();
    row.resolvedAt = Optional.empty();
    row.overAt = Optional.empty();
    row.resolution = "";
    row.releasedAt = Optional.empty();
    row.unfoldAt = Optional.empty();
    row.version++;
    if (!led) {
      row.lead = Optional.empty();
      row.parent = Optional.empty();
      row.because = "";
    }
    return Optional.of(reopened);
  }

  /** Has incidents told by themselves whose parents are over and which were judged to fail. */
  int judged(Map<ItemId, State> states, Instant now) {
    return states.isEmpty() ? 0 : endings.judged(states, now);
  }

  /** The same for those whose judgement did not come in time. */
  int due(Instant now, int limit) {
    return endings.due(now, limit);
  }

  int forget(Instant resolvedBefore) {
    Set<IncidentId> gone =
        rows.incidents.values().stream()
            .filter(row -> row.overAt.filter(resolvedBefore::isAfter).isPresent())
            .filter(row -> row.version == row.published)
            .map(IncidentRow::id)
            .collect(Collectors.toSet());
    rows.forget(gone);
    return gone.size();
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
