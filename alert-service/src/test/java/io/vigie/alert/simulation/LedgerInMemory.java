package io.vigie.alert.simulation;

import io.vigie.alert.incident.Bookkeeper;
import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Happening;
import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.route.Audience;
import io.vigie.alert.simulation.Rows.Due;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.alert.state.Event;
import io.vigie.alert.state.RollUps;
import io.vigie.alert.state.State;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ledger that decides like the one in PostgreSQL and keeps {@link Rows} instead. */
final class LedgerInMemory implements Ledger {

  private static final int DEEPEST = 32;

  private final Rows rows;
  private final IncidentsInMemory incidents;

  LedgerInMemory(Rows rows, Audience audience, Flaw flaw) {
    this.rows = rows;
    this.incidents = new IncidentsInMemory(rows, audience, flaw);
  }

  @Override
  public Accepted accept(List<Result> results, Instant now) {
    synchronized (rows) {
      Map<ItemId, List<Result>> byItem = new LinkedHashMap<>();
      results.forEach(
          result -> byItem.computeIfAbsent(result.item(), _ -> new ArrayList<>()).add(result));
      Set<ItemId> unknown = new LinkedHashSet<>();
      List<Entry> entries = new ArrayList<>();
      int removed = 0;
      for (Map.Entry<ItemId, List<Result>> of : byItem.entrySet()) {
        ItemRow row = rows.items.get(of.getKey());
        if (row == null) {
          unknown.add(of.getKey());
        } else if (row.item.removed()) {
          removed += of.getValue().size();
        } else {
          List<Happening> happenings = of.getValue().stream().map(Happening::of).toList();
          entries.add(Bookkeeper.enter(row.item, happenings, now));
        }
      }
      Written written = write(entries, 0, now);
      int freed = incidents.judged(failing(entries), now);
      entries.stream().filter(Entry::changed).forEach(entry -> wakeSooner(entry, now));
      return new Accepted(written.plus(new Written(0, freed, 0)), unknown, removed);
    }
  }

  /** The states of the items among them that fail and had an incident before. */
  private static Map<ItemId, State> failing(List<Entry> entries) {
    Map<ItemId, State> failing = new LinkedHashMap<>();
    for (Entry entry : entries) {
      State state = entry.after().state();
      boolean had = entry.before().flatMap(item -> item.state().incident()).isPresent();
      if (had && entry.changed() && state instanceof State.Failing) {
        failing.put(entry.after().id(), state);
      }
    }
    return failing;
  }

  void wakeSooner(Entry entry, Instant now) {
    ItemRow row = rows.items.get(entry.after().id());
    Optional<Instant> next = entry.after().wakeAt(Instant.MIN, now);
    Optional<Instant> before = entry.before().flatMap(item -> item.wakeAt(Instant.MIN, now));
    boolean sooner = next.isPresent() && (before.isEmpty() || next.get().isBefore(before.get()));
    if (sooner && (row.wakeAt.isEmpty() || row.wakeAt.get().isAfter(next.get()))) {
      row.wakeAt = next;
    }
  }

  @Override
  public Written define(List<Definition> definitions, Instant now) {
    synchronized (rows) {
      Map<ItemId, Definition> newest = new LinkedHashMap<>();
      definitions.forEach(definition -> newest.put(definition.item(), definition));
      List<Entry> entries = new ArrayList<>();
      int due = 0;
      for (Definition definition : newest.values()) {
        if (isReplaced(definition)) {
          continue;
        }
        definition.origin().ifPresent(origin -> rows.origins.put(definition.item(), origin));
        Optional<Entry> entry = entry(definition, now).filter(Entry::changed);
        if (entry.isPresent()) {
          entries.add(entry.get());
          due += store(entry.get(), definition, now);
        }
      }
      due += concerned(entries, 0);
      return new Written(told(entries), incidents.write(entries, checks(entries), now), due);
    }
  }

  private boolean isReplaced(Definition definition) {
    Optional<Origin> kept = Optional.ofNullable(rows.origins.get(definition.item()));
    return kept.flatMap(newer -> definition.origin().filter(one -> one.isBefore(newer)))
        .isPresent();
  }

  private Map<ItemId, Check> checks(List<Entry> entries) {
    Map<ItemId, Check> checks = new LinkedHashMap<>();
    for (Entry entry : entries) {
      checks.put(entry.after().id(), rows.items.get(entry.after().id()).definition);
    }
    return checks;
  }

  private Optional<Entry> entry(Definition definition, Instant now) {
    ItemRow row = rows.items.get(definition.item());
    return switch (definition) {
      case Definition.Defined(Check check, _) when row == null ->
          Optional.of(Bookkeeper.define(check, now));
      case Definition.Defined(Check check, _) ->
          Optional.of(Bookkeeper.define(row.item, row.definition, check, now));
      case Definition.Removed _ when row == null -> Optional.empty();
      case Definition.Removed _ -> Optional.of(Bookkeeper.remove(row.item, now));
    };
  }

  private int store(Entry entry, Definition definition, Instant now) {
    Optional<Instant> wakeAt = entry.after().wakeAt(Instant.MIN, now);
    ItemRow row = rows.items.get(definition.item());
    Check check =
        definition instanceof Definition.Defined(Check defined, _) ? defined : row.definition;
    if (row == null) {
      rows.items.put(definition.item(), new ItemRow(entry.after(), check, wakeAt));
    } else {
      row.item = entry.after();
      row.definition = check;
      row.wakeAt = wakeAt;
    }
    boolean computes =
        definition instanceof Definition.Defined
            && check.nature() instanceof RollUp
            && check.applies();
    return computes && rows.rollUpsDue.add(new Due(check.item(), 0)) ? 1 : 0;
  }

  @Override
  public Ticked tick(Instant awakeSince, Instant now, int limit) {
    synchronized (rows) {
      List<ItemRow> due =
          rows.items.values().stream()
              .filter(row -> row.wakeAt.isPresent() && !row.wakeAt.get().isAfter(now))
              .sorted(Comparator.comparing(row -> row.wakeAt.get()))
              .limit(limit)
              .toList();
      Happening tick = new Happening(new Event.Tick(awakeSince), now);
      List<Entry> entries =
          due.stream().map(row -> Bookkeeper.enter(row.item, List.of(tick), now)).toList();
      Written written = write(entries, 0, now).plus(new Written(0, incidents.due(now, limit), 0));
      due.forEach(row -> row.wakeAt = row.item.wakeAt(awakeSince, now));
      return new Ticked(written, entries.size());
    }
  }

  @Override
  public Computed compute(Instant now, int limit) {
    synchronized (rows) {
      List<Due> taken = rows.rollUpsDue.subList(0, Math.min(limit, rows.rollUpsDue.size()));
      Map<ItemId, Integer> depths = new LinkedHashMap<>();
      taken.forEach(due -> depths.merge(due.item(), due.depth(), Math::max));
      int looked = taken.size();
      taken.clear();
      Written all = new Written(0, 0, 0);
      for (Map.Entry<ItemId, Integer> due : depths.entrySet()) {
        all = all.plus(compute(rows.items.get(due.getKey()), due.getValue() + 1, now));
      }
      return new Computed(all, looked);
    }
  }

  private Written compute(ItemRow row, int depth, Instant now) {
    if (row == null || !(row.item.rules().check().nature() instanceof RollUp rollUp)) {
      return new Written(0, 0, 0);
    }
    Map<ItemId, ItemState> states = new LinkedHashMap<>();
    for (ItemId member : rollUp.members()) {
      Optional.ofNullable(rows.items.get(member))
          .filter(one -> !one.item.removed())
          .ifPresent(one -> states.put(member, one.item.state().word()));
    }
    Event.MembersChanged made = RollUps.compute(row.item.id(), rollUp, states);
    return write(List.of(Bookkeeper.compute(row.item, made, now)), depth, now);
  }

  @Override
  public int forget(Instant resolvedBefore, Instant removedBefore) {
    synchronized (rows) {
      return incidents.forget(resolvedBefore) + forgetItems(removedBefore);
    }
  }

  private int forgetItems(Instant removedBefore) {
    int before = rows.items.size();
    rows.items
        .values()
        .removeIf(
            row ->
                row.item.removed()
                    && row.item.state().since().isBefore(removedBefore)
                    && row.item.version() == row.published);
    return before - rows.items.size();
  }

  Written write(List<Entry> entries, int depth, Instant now) {
    int asked = 0;
    for (Entry entry : entries) {
      ItemRow row = rows.items.get(entry.after().id());
      row.item = entry.after();
      entry.commands().forEach(command -> rows.commands.putIfAbsent(command.id(), command));
      asked += entry.commands().size();
    }
    int messages = incidents.write(entries, checks(entries), now);
    return new Written(told(entries) + asked, messages, concerned(entries, depth));
  }

  private int concerned(List<Entry> entries, int depth) {
    if (depth > DEEPEST) {
      return 0;
    }
    Set<ItemId> changed = new LinkedHashSet<>();
    entries.stream().filter(Entry::concernsOthers).forEach(one -> changed.add(one.after().id()));
    List<Due> due =
        rows.items.values().stream()
            .map(row -> row.item)
            .filter(item -> !item.removed() && restsOn(item, changed))
            .map(item -> new Due(item.id(), depth))
            .toList();
    rows.rollUpsDue.addAll(due);
    return due.size();
  }

  private static boolean restsOn(Item item, Set<ItemId> changed) {
    return item.rules().check().nature() instanceof RollUp rollUp
        && rollUp.members().stream().anyMatch(changed::contains);
  }

  private static int told(List<Entry> entries) {
    return (int) entries.stream().filter(Entry::worthTelling).count();
  }
}
