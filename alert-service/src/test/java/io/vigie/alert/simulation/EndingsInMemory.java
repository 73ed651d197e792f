package io.vigie.alert.simulation;

import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.FoldRemarks;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Release;
import io.vigie.alert.route.Audience;
import io.vigie.alert.simulation.DebtsInMemory.Again;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ends of incidents, of those that are told with them, and what is told by itself then. */
final class EndingsInMemory {

  private final Rows rows;
  private final Audience audience;
  private final DebtsInMemory debts;
  private final FamilyInMemory family;
  private final boolean waitsForAll;

  /**
   * @param waitsForAll whether an incident is over only when all that are told with it are
   */
  EndingsInMemory(
      Rows rows,
      Audience audience,
      DebtsInMemory debts,
      FamilyInMemory family,
      boolean waitsForAll) {
    this.rows = rows;
    this.audience = audience;
    this.debts = debts;
    this.family = family;
    this.waitsForAll = waitsForAll;
  }

  /** Closes incidents; returns what is to be told where they were told. */
  List<Again> close(List<Closing> closings, Instant now) {
    List<IncidentRow> closed = new ArrayList<>();
    Set<IncidentId> over = new LinkedHashSet<>();
    Set<IncidentId> parents = new LinkedHashSet<>();
    Map<IncidentId, Instant> causes = new LinkedHashMap<>();
    for (Closing closing : closings) {
      IncidentRow row = rows.incidents.get(closing.incident().id());
      if (row != null && row.isOpen()) {
        closed.add(row);
        causes.put(row.id(), closing.causedAt());
        if (waitsForNobody(row.id())) {
          over.add(row.id());
        }
        if (children(row.id()).findAny().isPresent()) {
          parents.add(row.id());
        }
      }
    }
    for (Closing closing : closings) {
      IncidentRow row = rows.incidents.get(closing.incident().id());
      if (closed.contains(row)) {
        row.resolvedAt = Optional.of(closing.at());
        row.overAt = Optional.of(closing.at()).filter(_ -> over.contains(row.id()));
        row.resolution = closing.incident().resolution();
        row.version++;
      }
    }
    List<Again> news = new ArrayList<>();
    over.forEach(id -> news.add(new Again(id, Occasion.RESOLVED, causes.get(id), now)));
    news.addAll(tellLeads(closed, over, causes, now));
    release(parents, now);
    return news;
  }

  private java.util.stream.Stream<IncidentRow> children(IncidentId parent) {
    return rows.incidents.values().stream()
        .filter(row -> row.isOpen() && row.parent.filter(parent::equals).isPresent());
  }

  private boolean waitsForNobody(IncidentId lead) {
    return !waitsForAll || rows.ledBy(lead).stream().noneMatch(IncidentRow::isOpen);
  }

  private List<Again> tellLeads(
      List<IncidentRow> closed,
      Set<IncidentId> over,
      Map<IncidentId, Instant> causes,
      Instant now) {
    Map<IncidentId, Instant> leads = new LinkedHashMap<>();
    Set<IncidentId> waiting = new LinkedHashSet<>();
    for (IncidentRow row : closed) {
      row.lead.ifPresent(lead -> leads.putIfAbsent(lead, causes.get(row.id())));
      if (!over.contains(row.id())) {
        leads.put(row.id(), causes.get(row.id()));
        waiting.add(row.id());
      }
    }
    return tell(leads, waiting, now);
  }

  /** Ends the leads that wait for nobody any more. */
  private List<Again> tell(Map<IncidentId, Instant> leads, Set<IncidentId> recovered, Instant now) {
    List<Again> news = new ArrayList<>();
    leads.forEach(
        (lead, cause) -> {
          boolean over = end(lead, recovered.contains(lead), now);
          news.add(new Again(lead, over ? Occasion.RESOLVED : Occasion.UPDATED, cause, now));
        });
    return news;
  }

  private boolean end(IncidentId lead, boolean recovered, Instant now) {
    IncidentRow row = rows.incidents.get(lead);
    if (row == null) {
      return false;
    }
    boolean over = !row.isOpen() && row.overAt.isEmpty() && waitsForNobody(lead);
    row.version++;
    if (over) {
      row.overAt = Optional.of(now);
    } else if (recovered) {
      long open = rows.ledBy(lead).stream().filter(IncidentRow::isOpen).count();
      String others = open == 1 ? "1 other still fails" : open + " others still fail";
      rows.note(
          lead,
          new Remark(now, Remark.Kind.RECOVERED, Optional.empty(), "recovered itself, " + others));
    }
    return over;
  }

  /** The parents are over: whoever is told with them because of that waits for a judgement. */
  private void release(Set<IncidentId> parents, Instant now) {
    for (IncidentId parent : parents) {
      children(parent)
          .forEach(
              row -> {
                row.releasedAt = row.releasedAt.or(() -> Optional.of(now));
                row.unfoldAt = Optional.of(deadline(row, now));
              });
    }
  }

  private Instant deadline(IncidentRow row, Instant now) {
    return Release.deadline(rows.items.get(row.item()).definition, now);
  }

  /** After judgements: {@code states} of items that fail and had an incident. */
  int judged(Map<ItemId, State> states, Instant now) {
    List<IncidentRow> free =
        rows.incidents.values().stream()
            .filter(row -> states.containsKey(row.item()))
            .filter(row -> row.releasedAt.isPresent() && row.isOpen())
            .filter(row -> isFree(row, states.get(row.item()), now))
            .toList();
    return unfold(free, now);
  }

  /** After time has passed. */
  int due(Instant now, int limit) {
    List<IncidentRow> due =
        rows.incidents.values().stream()
            .filter(row -> row.isOpen() && row.unfoldAt.filter(at -> !at.isAfter(now)).isPresent())
            .sorted(Comparator.comparing(row -> row.unfoldAt.orElseThrow()))
            .limit(limit)
            .toList();
    List<IncidentRow> free = new ArrayList<>();
    for (IncidentRow row : due) {
      if (isFree(row, rows.items.get(row.item()).item.state(), now)) {
        free.add(row);
      } else {
        row.unfoldAt = Optional.of(deadline(row, now));
      }
    }
    return unfold(free, now);
  }

  private static boolean isFree(IncidentRow row, State state, Instant now) {
    return Release.ends(state, row.releasedAt.orElseThrow(), row.unfoldAt, now);
  }

  private int unfold(List<IncidentRow> free, Instant now) {
    Map<IncidentId, IncidentId> leads = new LinkedHashMap<>();
    free.stream()
        .filter(row -> row.lead.isPresent())
        .forEach(row -> leads.put(row.id(), row.lead.get()));
    if (leads.isEmpty()) {
      return 0;
    }
    FamilyInMemory.Surroundings around = family.around(leads.keySet(), now);
    List<Folded> decisions = family.reconsider(leads.keySet(), around);
    Set<IncidentId> standing = new LinkedHashSet<>(leads.keySet());
    decisions.forEach(one -> standing.remove(one.incident()));
    List<Again> news = new ArrayList<>(family.fold(decisions, around.known(), now));
    int messages =
        standing.stream().mapToInt(id -> stand(rows.incidents.get(id), now)).sum()
            + family.carryOver(decisions);
    standing.forEach(id -> news.add(new Again(id, Occasion.REOPENED, now, now)));
    standing.forEach(id -> news.add(new Again(id, Occasion.UPDATED, now, now)));
    Map<IncidentId, Instant> left = new LinkedHashMap<>();
    leads.values().forEach(lead -> left.put(lead, now));
    news.addAll(tell(left, Set.of(), now));
    return messages + debts.tellAgain(news);
  }

  private int stand(IncidentRow row, Instant now) {
    row.lead = Optional.empty();
    row.parent = Optional.empty();
    row.because = "";
    row.releasedAt = Optional.empty();
    row.unfoldAt = Optional.empty();
    row.version++;
    rows.note(row.id(), FoldRemarks.unfolded(row.id(), now).remark());
    return debts.oweOpenings(row, audience.plan(row.check, now).opening(), now, now);
  }
}
