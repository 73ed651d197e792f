package io.vigie.alert.simulation;

import io.vigie.alert.incident.FoldRemarks;
import io.vigie.alert.incident.Folding;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Folding.Open;
import io.vigie.alert.incident.Folding.Tie;
import io.vigie.alert.simulation.DebtsInMemory.Again;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which incidents are told with which: the rows around the pure decisions. */
final class FamilyInMemory {

  private final Rows rows;
  private final DebtsInMemory debts;
  private final Predicate<Folded> heeded;

  /** What has just been taken back. */
  private final Set<Message> taken = new HashSet<>();

  /**
   * @param heeded the decisions that are followed: all, but where there is a flaw
   */
  FamilyInMemory(Rows rows, DebtsInMemory debts, Predicate<Folded> heeded) {
    this.rows = rows;
    this.debts = debts;
    this.heeded = heeded;
  }

  /** What may have to do with some incidents. */
  record Surroundings(List<Open> known, List<Tie> ties) {}

  List<Folded> decide(Set<IncidentId> fresh, Surroundings around, Set<IncidentId> told) {
    List<Open> known =
        around.known().stream().map(one -> told.contains(one.id()) ? told(one) : one).toList();
    return Folding.decide(fresh, known, around.ties()).stream().filter(heeded).toList();
  }

  private static Open told(Open one) {
    return new Open(one.id(), one.item(), one.severity(), one.lead(), one.cause(), one.openedAt());
  }

  List<Folded> reconsider(Set<IncidentId> freed, Surroundings around) {
    return Folding.reconsider(freed, around.known(), around.ties());
  }

  Surroundings around(Collection<IncidentId> fresh, Instant now) {
    Map<IncidentId, Open> known = new LinkedHashMap<>();
    List<Tie> ties = new ArrayList<>();
    Set<Optional<String>> causes = new HashSet<>();
    for (IncidentId id : fresh) {
      IncidentRow row = rows.incidents.get(id);
      known.put(id, row.open(rows, now));
      causes.add(row.cause);
      above(row, now, known, ties);
      below(row, now, known, ties);
    }
    causes.remove(Optional.<String>empty());
    for (IncidentRow row : rows.incidents.values()) {
      boolean concerns = row.lead.isEmpty() || causes.contains(row.cause);
      if (row.overAt.isEmpty() && concerns && isLate(row, now.minus(Folding.TOGETHER))) {
        known.put(row.id(), row.open(rows, now));
      }
    }
    return new Surroundings(List.copyOf(known.values()), ties);
  }

  private static boolean isLate(IncidentRow row, Instant since) {
    return !row.opening.openedAt().isBefore(since);
  }

  /** What the item of {@code row} depends on, over any number of steps. */
  private void above(IncidentRow row, Instant now, Map<IncidentId, Open> known, List<Tie> ties) {
    Set<String> seen = new LinkedHashSet<>();
    List<String> next = needs(row.item());
    for (int steps = 1; !next.isEmpty(); steps++) {
      List<String> further = new ArrayList<>();
      for (String needed : next) {
        if (seen.add(needed)) {
          for (IncidentRow other : rows.incidents.values()) {
            if (other.isOpen() && isMeant(other, needed)) {
              known.put(other.id(), other.open(rows, now));
              ties.add(new Tie(row.id(), other.id(), steps));
            }
          }
          further.addAll(isItem(needed) ? needs(ItemId.parse(needed)) : List.of());
        }
      }
      next = further;
    }
  }

  private static boolean isItem(String needed) {
    return needed.indexOf('/') != needed.lastIndexOf('/');
  }

  private static boolean isMeant(IncidentRow row, String needed) {
    return row.item().toString().equals(needed)
        || (row.severity == Severity.P0 && row.system().equals(needed));
  }

  /** What depends on the item of {@code row} and was told a short while ago. */
  private void below(IncidentRow row, Instant now, Map<IncidentId, Open> known, List<Tie> ties) {
    Instant earliest = now.minus(Folding.AFTERWARDS);
    Set<ItemId> seen = new LinkedHashSet<>();
    Set<String> next = new LinkedHashSet<>(Set.of(row.item().toString()));
    if (row.severity == Severity.P0) {
      next.add(row.system());
    }
    for (int steps = 1; !next.isEmpty(); steps++) {
      Set<String> further = new LinkedHashSet<>();
      for (ItemRow item : rows.items.values()) {
        ItemId id = item.item.id();
        if (needs(id).stream().anyMatch(next::contains) && seen.add(id)) {
          further.add(id.toString());
          for (IncidentRow child : rows.incidents.values()) {
            if (child.item().equals(id)
                && child.isOpen()
                && child.lead.isEmpty()
                && (isLate(child, earliest) || !rows.isToldBy(child.id(), now))) {
              known.put(child.id(), child.open(rows, now));
              ties.add(new Tie(child.id(), row.id(), steps));
            }
          }
        }
      }
      next = further;
    }
  }

  private List<String> needs(ItemId item) {
    ItemRow row = rows.items.get(item);
    return row == null || row.item.removed() || !row.definition.applies()
        ? List.of()
        : row.definition.dependsOn().stream().map(Dependency::text).toList();
  }

  /** Writes decisions; returns what is to be told of them where something was told before. */
  List<Again> fold(List<Folded> decisions, List<Open> known, Instant now) {
    for (Folded one : decisions) {
      IncidentRow row = rows.incidents.get(one.incident());
      row.lead = Optional.of(one.into());
      row.parent = one.parent();
      row.because = one.because();
      row.releasedAt = Optional.empty();
      row.unfoldAt = Optional.empty();
      row.version++;
    }
    decisions.forEach(this::takeAlong);
    Set<IncidentId> joined = new LinkedHashSet<>();
    decisions.forEach(one -> joined.add(one.into()));
    joined.forEach(this::joined);
    FoldRemarks.of(decisions, known, now)
        .forEach(line -> rows.note(line.incident(), line.remark()));
    List<Again> news = new ArrayList<>();
    for (Folded one : decisions) {
      taken.addAll(debts.cancel(one.incident(), "is told with another incident"));
      news.add(new Again(one.incident(), Occasion.UPDATED, now, now));
    }
    joined.forEach(lead -> news.add(new Again(lead, Occasion.UPDATED, now, now)));
    return news;
  }

  /** What was owed to channels of those that are told with another now, they are owed the other. */
  int carryOver(List<Folded> decisions) {
    int owed = 0;
    for (Folded one : decisions) {
      IncidentRow lead = rows.incidents.get(one.into());
      for (Message message : List.copyOf(rows.of(one.incident()))) {
        boolean gone = message.isCancelled() && taken.remove(message);
        if (gone
            && message.occasion == Occasion.OPENED
            && rows.find(lead.id(), message.channel, Occasion.OPENED, 0).isEmpty()) {
          debts.copy(message, lead);
          owed++;
        }
      }
    }
    taken.clear();
    return owed;
  }

  private void takeAlong(Folded decision) {
    for (IncidentRow row : rows.ledBy(decision.incident())) {
      row.lead = Optional.of(decision.into());
      row.version++;
    }
  }

  private void joined(IncidentId lead) {
    IncidentRow row = rows.incidents.get(lead);
    if (row != null) {
      row.version++;
      for (IncidentRow member : rows.ledBy(lead)) {
        row.severity = member.severity.compareTo(row.severity) < 0 ? member.severity : row.severity;
      }
    }
  }
}
