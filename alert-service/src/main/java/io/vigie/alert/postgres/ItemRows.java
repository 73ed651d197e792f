package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.flag;
import static io.vigie.alert.postgres.Columns.number;
import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Item;
import io.vigie.alert.state.Rules;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.due.Silence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of items and of their definitions. */
final class ItemRows {

  /** The definition is read only where the rules are not those of the revision. */
  static final String COLUMNS =
      """
      item, revision, state, reason, removed, version, waiver,
      case when rules_of = revision then rules end as rules,
      case when rules_of is distinct from revision
           then (select definition from alert.definition d where d.item = i.item) end as definition
      """;

  private static final String LOCK =
      "select " + COLUMNS + " from alert.item i where item = any(?) order by item for update";
  private static final String LOCK_DUE =
      "select "
          + COLUMNS
          + " from alert.item i where wake_at <= ? order by wake_at limit ? for update skip locked";
  private static final String UPDATE_STATE =
      """
      update alert.item i
         set state = u.state, reason = u.reason, version = u.version,
             blind_since = u.blind_since,
             changed_at = case when i.version = u.version then i.changed_at else u.changed_at end
        from unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::timestamptz[],
                    ?::timestamptz[])
          as u (item, state, reason, version, changed_at, blind_since)
       where i.item = u.item
      """;
  private static final String WAKE =
      """
      update alert.item i set wake_at = u.wake_at
        from unnest(?::text[], ?::timestamptz[]) as u (item, wake_at)
       where i.item = u.item and i.wake_at is distinct from u.wake_at
      """;
  private static final String COMPLETE_RULES =
      """
      update alert.item i set rules = u.rules, rules_of = u.revision
        from unnest(?::text[], ?::text[], ?::text[]) as u (item, rules, revision)
       where i.item = u.item and i.rules_of is distinct from u.revision
      """;
  private static final String WAKE_SOONER =
      """
      update alert.item i set wake_at = u.wake_at
        from unnest(?::text[], ?::timestamptz[]) as u (item, wake_at)
       where i.item = u.item and (i.wake_at is null or i.wake_at > u.wake_at)
      """;
  private static final String UPSERT =
      """
      insert into alert.item as i
        (item, revision, rules, rules_of, fails, fails_of, recovers, patience_ms, state, reason,
         removed, version, wake_at, changed_at, blind_since, locations)
      select u.item, u.revision, u.rules, u.rules_of, u.fails, u.fails_of, u.recovers,
             u.patience_ms, u.state, u.reason, u.removed, u.version, u.wake_at, u.changed_at,
             u.blind_since, string_to_array(u.places, ' ')
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[],
                    ?::int8[], ?::int8[], ?::text[], ?::text[], ?::bool[], ?::int8[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[])
          as u (item, revision, rules, rules_of, fails, fails_of, recovers, patience_ms, state,
                reason, removed, version, wake_at, changed_at, blind_since, places)
      on conflict (item) do update
         set revision = excluded.revision, rules = excluded.rules, rules_of = excluded.rules_of,
             fails = excluded.fails, fails_of = excluded.fails_of,
             recovers = excluded.recovers, patience_ms = excluded.patience_ms,
             state = excluded.state, reason = excluded.reason, removed = excluded.removed,
             version = excluded.version, wake_at = excluded.wake_at,
             changed_at = excluded.changed_at, blind_since = excluded.blind_since,
             locations = excluded.locations
      """;
  private static final String UPSERT_DEFINITION =
      """
      insert into alert.definition (item, definition)
      select * from unnest(?::text[], ?::text[])
      on conflict (item) do update set definition = excluded.definition
      """;

  private static final String WAIVE =
      """
      update alert.item i set waiver = u.waiver
        from unnest(?::text[], ?::text[]) as u (item, waiver)
       where i.item = u.item
      """;

  private static final Duration LONGEST_PATIENCE = Duration.ofDays(366);

  private final Json json;

  ItemRows(Json json) {
    this.json = json;
  }

  /** Locks what is there of {@code ids}, in the order of their names. */
  Map<ItemId, Item> lock(Connection connection, Collection<ItemId> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      Columns.bind(statement, 1, "text", ids, id -> id);
      return items(statement);
    }
  }

  /**
   * Locks what is to be woken and not locked by another, and writes the rules of those among them
   * that an older process wrote.
   */
  Map<ItemId, Item> lockDue(Connection connection, Instant now, int limit) throws SQLException {
    Map<ItemId, Item> due = new LinkedHashMap<>();
    List<Item> incomplete = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCK_DUE)) {
      Columns.setInstant(statement, 1, now);
      statement.setInt(2, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Item item = item(row);
          due.put(item.id(), item);
          if (row.getString("rules") == null) {
            incomplete.add(item);
          }
        }
      }
    }
    completeRules(connection, incomplete);
    return due;
  }

  Map<ItemId, Check> definitions(Connection connection, Collection<ItemId> ids)
      throws SQLException {
    Map<ItemId, Check> found = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    String sql = "select item, definition from alert.definition where item = any(?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Columns.bind(statement, 1, "text", ids, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(ItemId.parse(row.getString(1)), json.check(row.getString(2)));
        }
      }
    }
    return found;
  }

  /** Writes states; the rest of an item stays as it is. */
  void update(Connection connection, List<Entry> entries, Instant now) throws SQLException {
    List<Item> items = entries.stream().filter(Entry::changed).map(Entry::after).toList();
    Columns.update(
        connection,
        UPDATE_STATE,
        items,
        text(Item::id),
        text(item -> json.write(item.state())),
        text(Item::reason),
        number(Item::version),
        time(_ -> now),
        time(Item::blindSince));
  }

  /** Writes who accepts that items fail, where that has changed. */
  void waive(Connection connection, List<Entry> entries) throws SQLException {
    List<Item> items = entries.stream().filter(Entry::waiverChanged).map(Entry::after).toList();
    Columns.update(
        connection,
        WAIVE,
        items,
        text(Item::id),
        text(item -> item.rules().waiver().map(json::write)));
  }

  private void completeRules(Connection connection, Collection<Item> items) throws SQLException {
    Columns.update(
        connection,
        COMPLETE_RULES,
        items,
        text(Item::id),
        text(item -> json.write(Rules.of(item.rules().check()).check())),
        text(Item::revision));
  }

  /** Writes when to look at items again. */
  void wake(Connection connection, List<Entry> entries, Instant awakeSince, Instant now)
      throws SQLException {
    Columns.update(
        connection,
        WAKE,
        entries,
        text(entry -> entry.after().id()),
        time(entry -> entry.after().wakeAt(awakeSince, now)));
  }

  /**
   * Has those looked at sooner that are due sooner than before: what is heard anew puts the end of
   * silence off, which the row need not know, but may begin something that ends earlier.
   */
  void wakeSooner(Connection connection, List<Entry> entries, Instant now) throws SQLException {
    List<Entry> sooner =
        entries.stream()
            .filter(Entry::changed)
            .filter(entry -> isSooner(entry.before(), entry.after(), now))
            .toList();
    Columns.update(
        connection,
        WAKE_SOONER,
        sooner,
        text(entry -> entry.after().id()),
        time(entry -> entry.after().wakeAt(Instant.MIN, now)));
  }

  private static boolean isSooner(Optional<Item> before, Item after, Instant now) {
    Optional<Instant> next = after.wakeAt(Instant.MIN, now);
    Optional<Instant> planned = before.flatMap(item -> item.wakeAt(Instant.MIN, now));
    return next.isPresent() && (planned.isEmpty() || next.get().isBefore(planned.get()));
  }

  /** Writes whole items. */
  void upsert(Connection connection, List<Item> items, Instant now) throws SQLException {
    Columns.update(
        connection,
        UPSERT,
        items,
        text(Item::id),
        text(Item::revision),
        text(item -> json.write(item.rules().check())),
        text(Item::revision),
        number(item -> item.rules().check().thresholds().fails()),
        number(item -> item.rules().check().thresholds().of()),
        number(item -> item.rules().check().thresholds().recovers()),
        number(item -> patience(item, now).toMillis()),
        text(item -> json.write(item.state())),
        text(Item::reason),
        flag(Item::removed),
        number(Item::version),
        time(item -> item.wakeAt(Instant.MIN, now)),
        time(_ -> now),
        time(Item::blindSince),
        text(ItemRows::places));
  }

  /** Nowhere where nobody looks. */
  private static Optional<String> places(Item item) {
    return Optional.of(String.join(" ", item.rules().check().locations()))
        .filter(places -> !places.isEmpty());
  }

  void define(Connection connection, Collection<Check> checks) throws SQLException {
    Columns.update(connection, UPSERT_DEFINITION, checks, text(Check::item), text(json::write));
  }

  private Map<ItemId, Item> items(PreparedStatement statement) throws SQLException {
    Map<ItemId, Item> items = new LinkedHashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Item item = item(row);
        items.put(item.id(), item);
      }
    }
    return items;
  }

  Item item(ResultSet row) throws SQLException {
    return new Item(
        ItemId.parse(row.getString("item")),
        row.getString("revision"),
        rules(row),
        json.state(row.getString("state")),
        row.getLong("version"),
        row.getString("reason"),
        row.getBoolean("removed"));
  }

  private Rules rules(ResultSet row) throws SQLException {
    String rules = row.getString("rules");
    Rules found =
        rules == null
            ? Rules.of(json.check(row.getString("definition")))
            : new Rules(json.check(rules));
    String waiver = row.getString("waiver");
    return waiver == null ? found : found.waived(Optional.of(json.waiver(waiver)));
  }

  /** What an older process that runs beside this one goes by. */
  private static Duration patience(Item item, Instant now) {
    return Silence.silentAt(item.rules().check(), now)
        .map(silent -> Duration.between(now, silent))
        .orElse(LONGEST_PATIENCE);
  }
}
