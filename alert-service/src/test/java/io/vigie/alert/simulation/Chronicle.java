package io.vigie.alert.simulation;

import io.vigie.alert.incident.Folding;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was written, transaction by transaction, as an onlooker sees it who knows nothing of how it
 * is decided: when incidents opened and closed, and what surrounded them then.
 */
final class Chronicle {

  static final int NEVER = Integer.MAX_VALUE;

  private final Map<IncidentId, Life> lives = new LinkedHashMap<>();
  private final Map<ItemId, List<Judged>> judged = new HashMap<>();
  private final Map<ItemId, Instant> waived = new HashMap<>();
  private final Set<ItemId> everWaived = new HashSet<>();
  private final Set<String> faults = new LinkedHashSet<>();
  private Instant latest = Instant.MIN;
  private int seq;

  /** A result that was newer than all before it, and the time at which it was taken. */
  record Judged(Result result, Instant now) {

    /** When it was so, by our clock. */
    Instant at() {
      return result.dueAt().isBefore(now) ? result.dueAt() : now;
    }
  }

  /** An incident began to be open, or ceased to be. */
  record Turn(int seq, Instant at, boolean open) {}

  /** What is known of one incident. */
  static final class Life {
    final List<Turn> turns = new ArrayList<>();

    /** Incidents that were open when it opened, of what its item depends on. */
    final Set<IncidentId> parents = new LinkedHashSet<>();

    /** Another with the same cause was not over, and had opened a short while before. */
    boolean hasTwin;

    int acknowledged = NEVER;
    int escalated = NEVER;

    boolean isOpen() {
      return turns.getLast().open();
    }

    boolean wasReopened() {
      return turns.stream().filter(Turn::open).count() > 1;
    }

    /** True where it has been open from its first opening to {@code seq}. */
    boolean isOpenFromTo(int from, int to) {
      return turns.getFirst().seq() <= from
          && turns.stream().noneMatch(one -> !one.open() && one.seq() <= to);
    }
  }

  int seq() {
    return seq;
  }

  Life life(IncidentId incident) {
    return lives.get(incident);
  }

  /** What must not have happened, and did. */
  Set<String> faults() {
    return faults;
  }

  /** What was taken of an item, each result once. */
  List<Judged> judged(ItemId item) {
    return judged.getOrDefault(item, List.of());
  }

  boolean wasWaived(ItemId item) {
    return everWaived.contains(item);
  }

  void took(List<Result> results, Instant now) {
    for (Result result : results) {
      List<Judged> all = judged.computeIfAbsent(result.item(), _ -> new ArrayList<>());
      if (all.isEmpty() || result.dueAt().isAfter(all.getLast().result().dueAt())) {
        all.add(new Judged(result, now));
      }
    }
  }

  void followed(Command command, Instant now) {
    switch (command.order()) {
      case Command.Waive(ItemId item, var _, Instant until) -> {
        waived.put(item, until);
        everWaived.add(item);
      }
      case Command.EndWaiver(ItemId item) -> waived.remove(item);
      default -> {}
    }
  }

  /** A transaction has written something. */
  void written(Rows rows, Instant now) {
    seq++;
    latest = now.isAfter(latest) ? now : latest;
    Collection<IncidentRow> before = new ArrayList<>();
    Collection<IncidentRow> fresh = new ArrayList<>();
    for (IncidentRow row : rows.incidents.values()) {
      Life life = lives.get(row.id());
      if (life == null) {
        fresh.add(row);
      } else {
        before.add(row);
        look(life, row, rows, now);
      }
    }
    for (IncidentRow row : fresh) {
      begin(row, before, rows, now);
    }
    for (IncidentRow row : rows.incidents.values()) {
      leads(row, rows);
    }
    waived.keySet().forEach(item -> accepted(item, rows));
  }

  /** What others are told with is not over while one of them fails. */
  private void leads(IncidentRow row, Rows rows) {
    if (row.isOpen() && row.lead.isPresent()) {
      IncidentRow lead = rows.incidents.get(row.lead.get());
      if (lead != null && lead.overAt.isPresent()) {
        faults.add(
            "I3: " + lead.item().item() + " is called over, and " + row.item().item() + " fails");
      }
    }
  }

  private void accepted(ItemId item, Rows rows) {
    if (latest.isBefore(waived.get(item))) {
      rows.incidents.values().stream()
          .filter(row -> row.isOpen() && row.item().equals(item))
          .forEach(row -> faults.add(item.item() + " is waived, and its incident is open"));
    }
  }

  private void look(Life life, IncidentRow row, Rows rows, Instant now) {
    if (life.isOpen() != row.isOpen()) {
      life.turns.add(new Turn(seq, now, row.isOpen()));
      ItemRow item = rows.items.get(row.item());
      boolean fails =
          item != null
              && item.item.state().incident().filter(one -> one.id().equals(row.id())).isPresent();
      if (fails && !row.isOpen()) {
        faults.add("I3: " + row.item().item() + " fails, and its incident is called over");
      }
    }
    if (life.acknowledged == NEVER && row.acknowledged.isPresent()) {
      life.acknowledged = seq;
    }
    if (life.escalated == NEVER && isEscalated(row, rows)) {
      life.escalated = seq;
    }
  }

  private static boolean isEscalated(IncidentRow row, Rows rows) {
    for (Message one : rows.of(row.id())) {
      if (one.occasion == Occasion.ESCALATED) {
        return true;
      }
    }
    return false;
  }

  private void begin(IncidentRow row, Collection<IncidentRow> before, Rows rows, Instant now) {
    Life life = new Life();
    life.turns.add(new Turn(seq, now, true));
    if (!row.isOpen()) {
      life.turns.add(new Turn(seq, now, false));
    }
    lives.put(row.id(), life);
    Set<ItemId> needed = new LinkedHashSet<>();
    needs(row.item(), rows, needed);
    for (IncidentRow other : rows.incidents.values()) {
      boolean told = isTold(other, row, rows, now);
      if (told && row.isOpen() && other.isOpen() && needed.contains(other.item())) {
        life.parents.add(other.id());
      }
    }
    life.hasTwin =
        row.isOpen()
            && !hasQuietParent(row, needed, rows, now)
            && before.stream()
                .filter(other -> hasJoinedNothingNew(other, before))
                .anyMatch(other -> isTwin(row, other, rows, now));
  }

  /** What nobody may be told of yet is told with what it depends on before any of its cause. */
  private static boolean hasQuietParent(
      IncidentRow row, Set<ItemId> needed, Rows rows, Instant now) {
    return !rows.isToldBy(row.id(), now)
        && rows.incidents.values().stream()
            .filter(other -> other.isOpen() && needed.contains(other.item()))
            .anyMatch(other -> !other.isLedBy(row.id()) && !isTold(other, row, rows, now));
  }

  /** Somebody is told of {@code other}, and not only because it has joined {@code row}. */
  private static boolean isTold(IncidentRow other, IncidentRow row, Rows rows, Instant now) {
    return !other.isLedBy(row.id()) && rows.isToldBy(other.lead.orElse(other.id()), now);
  }

  /** What has only now joined another was told to nobody when it was decided. */
  private static boolean hasJoinedNothingNew(IncidentRow row, Collection<IncidentRow> before) {
    return row.lead.isEmpty() || before.stream().anyMatch(one -> row.isLedBy(one.id()));
  }

  private static boolean isTwin(IncidentRow row, IncidentRow other, Rows rows, Instant now) {
    Duration apart = Duration.between(row.opening.openedAt(), other.opening.openedAt()).abs();
    return row.cause.isPresent()
        && row.cause.equals(other.cause)
        && other.overAt.isEmpty()
        && isTold(other, row, rows, now)
        && apart.compareTo(Folding.TOGETHER) <= 0;
  }

  /** All that an item depends on, but itself. */
  private static void needs(ItemId item, Rows rows, Set<ItemId> found) {
    ItemRow row = rows.items.get(item);
    if (row == null || row.item.removed() || !row.definition.applies()) {
      return;
    }
    for (Dependency one : row.definition.dependsOn()) {
      if (one instanceof Dependency.OnItem(ItemId other) && found.add(other)) {
        needs(other, rows, found);
      }
    }
  }
}
