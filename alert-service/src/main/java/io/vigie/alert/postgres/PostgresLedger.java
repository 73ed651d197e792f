package io.vigie.alert.postgres;

import io.vigie.alert.incident.Bookkeeper;
import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.Happening;
import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.route.Audience;
import io.vigie.alert.state.Event;
import io.vigie.alert.state.RollUps;
import io.vigie.alert.state.State;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** The {@link Ledger} in PostgreSQL: a handful of statements for a batch, however long it is. */
public final class PostgresLedger implements Ledger {

  private static final String FORGET_INCIDENTS =
      "delete from alert.incident where over_at < ? and version = published_version";

  /** Ends that a process wrote which knows nothing of members. */
  private static final String OVERLOOKED =
      """
      update alert.incident i set over_at = i.resolved_at
       where i.over_at is null and i.resolved_at < ?
         and not exists (
           select 1 from alert.incident m where m.lead = i.id and m.resolved_at is null)
      """;

  private static final String FORGET_ITEMS =
      "delete from alert.item where removed and changed_at < ? and version = published_version";
  private static final Written NOTHING = new Written(0, 0, 0);

  private final Transactions transactions;
  private final ItemRows items;
  private final EntryRows entries;
  private final RollUpRows rollUps;
  private final OriginRows origins = new OriginRows();
  private final DependencyRows dependencies = new DependencyRows();
  private final Unfolding unfolding;

  /**
   * @param audience who is told of an incident of a check
   */
  public PostgresLedger(DataSource database, Audience audience) {
    this(database, audience, new FreeLanes(Duration.ZERO));
  }

  /**
   * @param audience who is told of an incident of a check
   * @param lanes that can send an opening at once
   */
  public PostgresLedger(DataSource database, Audience audience, FreeLanes lanes) {
    Json json = new Json();
    this.transactions = new Transactions(database);
    this.items = new ItemRows(json);
    this.entries = new EntryRows(json, audience, lanes);
    this.rollUps = new RollUpRows(json);
    this.unfolding = new Unfolding(json, audience);
  }

  @Override
  public Accepted accept(List<Result> results, Instant now) {
    if (results.isEmpty()) {
      return new Accepted(NOTHING, Set.of(), 0);
    }
    Map<ItemId, List<Result>> byItem = new LinkedHashMap<>();
    for (Result result : results) {
      byItem.computeIfAbsent(result.item(), _ -> new ArrayList<>()).add(result);
    }
    return transactions.run("take results", connection -> accept(connection, byItem, now));
  }

  private Accepted accept(Connection connection, Map<ItemId, List<Result>> byItem, Instant now)
      throws SQLException {
    Map<ItemId, Item> kept = items.lock(connection, byItem.keySet());
    List<Entry> entries = new ArrayList<>();
    int removed = 0;
    for (Item item : kept.values()) {
      List<Result> results = byItem.get(item.id());
      if (item.removed()) {
        removed += results.size();
      } else {
        entries.add(Bookkeeper.enter(item, results.stream().map(Happening::of).toList(), now));
      }
    }
    Set<ItemId> unknown = new LinkedHashSet<>(byItem.keySet());
    unknown.removeAll(kept.keySet());
    Written written =
        this.entries
            .write(connection, entries, 0, now)
            .plus(messages(unfolding.judged(connection, failing(entries), now)));
    items.wakeSooner(connection, entries, now);
    return new Accepted(written, unknown, removed);
  }

  @Override
  public Written define(List<Definition> definitions, Instant now) {
    // The newest word on an item is the one that counts.
    Map<ItemId, Definition> newest = new LinkedHashMap<>();
    definitions.forEach(definition -> newest.put(definition.item(), definition));
    return newest.isEmpty()
        ? NOTHING
        : transactions.run("take checks", connection -> define(connection, newest, now));
  }

  private Written define(Connection connection, Map<ItemId, Definition> newest, Instant now)
      throws SQLException {
    Map<ItemId, Item> kept = items.lock(connection, withMembers(newest));
    Map<ItemId, Check> previous = items.definitions(connection, newest.keySet());
    List<Definition> current = origins.current(connection, newest.values());
    List<Entry> entries = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    for (Definition definition : current) {
      Item item = kept.get(definition.item());
      switch (definition) {
        case Definition.Defined(Check check, _) when item == null -> {
          entries.add(Bookkeeper.define(check, now));
          checks.add(check);
        }
        case Definition.Defined(Check check, _) -> {
          entries.add(Bookkeeper.define(item, previous.get(item.id()), check, now));
          checks.add(check);
        }
        case Definition.Removed _ when item == null -> {}
        case Definition.Removed _ -> entries.add(Bookkeeper.remove(item, now));
      }
    }
    List<Entry> changed = entries.stream().filter(Entry::changed).toList();
    items.upsert(connection, changed.stream().map(Entry::after).toList(), now);
    Set<ItemId> touched = new LinkedHashSet<>();
    changed.forEach(entry -> touched.add(entry.after().id()));
    items.waive(connection, changed);
    List<Check> fresh = checks.stream().filter(check -> touched.contains(check.item())).toList();
    items.define(connection, fresh);
    origins.remember(connection, current);
    rollUps.forget(connection, touched);
    dependencies.forget(connection, touched);
    dependencies.define(connection, fresh);
    int due = rollUps.define(connection, fresh) + this.entries.concerned(connection, changed, 0);
    IncidentRows.Told told = this.entries.told(connection, changed, now);
    return new Written(EntryRows.told(changed), told.messages(), due, told.handed());
  }

  /**
   * What checks speak of, and the members of roll-ups among them: whoever changes one of those at
   * the same time is waited for, or waits and then finds the roll-up.
   */
  private static Set<ItemId> withMembers(Map<ItemId, Definition> newest) {
    Set<ItemId> all = new LinkedHashSet<>(newest.keySet());
    for (Definition definition : newest.values()) {
      if (definition instanceof Definition.Defined(Check check, _)
          && check.nature() instanceof RollUp rollUp) {
        all.addAll(rollUp.members());
      }
    }
    return all;
  }

  @Override
  public Ticked tick(Instant awakeSince, Instant now, int limit) {
    return transactions.run(
        "let time pass", connection -> tick(connection, awakeSince, now, limit));
  }

  @Override
  public int forget(Instant resolvedBefore, Instant removedBefore) {
    return transactions.run(
        "forget what is over",
        connection ->
            forgotten(connection, resolvedBefore)
                + deleted(connection, FORGET_ITEMS, removedBefore));
  }

  private static int forgotten(Connection connection, Instant before) throws SQLException {
    int _ = deleted(connection, OVERLOOKED, before);
    return deleted(connection, FORGET_INCIDENTS, before);
  }

  private static int deleted(Connection connection, String sql, Instant before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Columns.setInstant(statement, 1, before);
      return statement.executeUpdate();
    }
  }

  private Ticked tick(Connection connection, Instant awakeSince, Instant now, int limit)
      throws SQLException {
    List<Entry> entries = new ArrayList<>();
    Happening tick = new Happening(new Event.Tick(awakeSince), now);
    Map<ItemId, Item> due = items.lockDue(connection, now, limit);
    for (Item item : due.values()) {
      entries.add(Bookkeeper.enter(item, List.of(tick), now));
    }
    Written written =
        this.entries
            .write(connection, entries, 0, now)
            .plus(messages(unfolding.due(connection, now, limit)));
    items.wake(connection, entries, awakeSince, now);
    return new Ticked(written, entries.size());
  }

  @Override
  public Computed compute(Instant now, int limit) {
    return transactions.run("compute roll-ups", connection -> compute(connection, now, limit));
  }

  private Computed compute(Connection connection, Instant now, int limit) throws SQLException {
    RollUpRows.Due due = rollUps.take(connection, limit);
    if (due.rows() == 0) {
      return new Computed(NOTHING, 0);
    }
    Map<ItemId, Item> kept = items.lock(connection, due.depths().keySet());
    // Read after the locks are held: whoever changes a member later has it computed again.
    Set<ItemId> members = new LinkedHashSet<>();
    kept.values().forEach(item -> members.addAll(membersOf(item)));
    Map<ItemId, ItemState> states = rollUps.states(connection, members);
    Written all = NOTHING;
    for (Item item : kept.values()) {
      if (item.rules().check().nature() instanceof RollUp rollUp) {
        Entry entry = Bookkeeper.compute(item, RollUps.compute(item.id(), rollUp, states), now);
        int depth = due.depths().get(item.id()) + 1;
        all = all.plus(entries.write(connection, List.of(entry), depth, now));
      }
    }
    return new Computed(all, due.rows());
  }

  private static List<ItemId> membersOf(Item item) {
    return item.rules().check().nature() instanceof RollUp rollUp ? rollUp.members() : List.of();
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

  private static Written messages(int count) {
    return new Written(0, count, 0);
  }
}
