package io.vigie.alert.postgres;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.route.Audience;
import io.vigie.alert.sight.Sight;
import io.vigie.alert.sight.Sight.Counted;
import io.vigie.alert.sight.Sight.Judged;
import io.vigie.alert.sight.Sight.Location;
import io.vigie.alert.sight.Sight.Refusing;
import io.vigie.alert.sight.Sight.Unseen;
import io.vigie.alert.sight.Trouble;
import io.vigie.alert.sight.Troubles;
import io.vigie.alert.state.Effect;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** {@link Troubles} in PostgreSQL. What is seen costs nothing to count. */
public final class PostgresTroubles implements Troubles {

  /** Items that are looked at more rarely say little of whether we can see now. */
  private static final long OFTEN_MS = 900_000;

  private static final int MOST_UNSEEN = 200;

  private static final String BLIND =
      """
      select place.name, i.reason, i.state like '{"state":"stale"%' as silent, count(*) as items,
             min(i.blind_since) as since
        from alert.item i cross join lateral unnest(i.locations) as place (name)
       where i.blind_since is not null and not i.removed and i.patience_ms <= ?
       group by place.name, case when i.state like '{"state":"stale"%' then '' else i.reason end,
                i.reason, silent
      """;
  private static final String WATCHED =
      """
      select place.name, count(*) as items
        from alert.item i cross join lateral unnest(i.locations) as place (name)
       where not i.removed and i.patience_ms <= ? and place.name = any(?)
       group by place.name
      """;
  private static final String UNSEEN =
      """
      select i.item, i.locations, i.reason, i.blind_since from alert.item i
       where i.blind_since is not null and not i.removed
         and i.blind_since + greatest(? * interval '1 ms', i.patience_ms * interval '1 ms') <= ?
       order by i.blind_since, i.item limit ?
      """;

  /** What is looked at, such as the canary, is judged like any other item. */
  private static final String OPEN =
      """
      select n.id, n.item from alert.incident n
       where n.system = 'vigie/self' and n.resolved_at is null
         and not exists (select 1 from alert.item i where i.item = n.item)
      """;

  /** Since when each channel has taken nothing and refused something, and what it said last. */
  private static final String REFUSING =
      """
      select c.name, min(n.changed_at) as since,
             (array_agg(n.last_error order by n.changed_at desc))[1] as reason
        from unnest(?::text[]) as c (name)
        join alert.notification n on n.channel = c.name and n.delivery = 'undelivered'
       where n.changed_at > coalesce(
               (select max(t.delivered_at) from alert.notification t
                 where t.channel = c.name and t.delivered_at is not null), '-infinity')
       group by c.name order by c.name
      """;

  private final Transactions transactions;
  private final IncidentRows incidents;
  private final Set<String> channels;

  /** Without any channel to look at. */
  public PostgresTroubles(DataSource database, Audience audience) {
    this(database, audience, Set.of());
  }

  /**
   * @param audience who is told of an incident of ours
   * @param channels those that are configured
   */
  public PostgresTroubles(DataSource database, Audience audience, Set<String> channels) {
    this.transactions = new Transactions(database);
    this.incidents = new IncidentRows(new Json(), audience);
    this.channels = Set.copyOf(channels);
  }

  @Override
  public Counted count(Optional<Instant> brokerAwaySince, Instant now) {
    return transactions.run(
        "count what is not seen",
        connection ->
            new Counted(
                locations(connection),
                unseen(connection, now),
                open(connection).keySet(),
                brokerAwaySince,
                refusing(connection)));
  }

  private List<Refusing> refusing(Connection connection) throws SQLException {
    List<Refusing> refusing = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(REFUSING)) {
      Columns.bind(statement, 1, "text", channels, name -> name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          refusing.add(
              new Refusing(
                  row.getString("name"),
                  Columns.instant(row, "since"),
                  Optional.ofNullable(row.getString("reason")).orElse("no reason is known")));
        }
      }
    }
    return refusing;
  }

  private static List<Location> locations(Connection connection) throws SQLException {
    Map<String, Location> blind = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(BLIND)) {
      statement.setLong(1, OFTEN_MS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          blind.merge(row.getString("name"), location(row), PostgresTroubles::both);
        }
      }
    }
    return blind.isEmpty() ? List.of() : watched(connection, blind);
  }

  private static Location location(ResultSet row) throws SQLException {
    int items = row.getInt("items");
    boolean silent = row.getBoolean("silent");
    return new Location(
        row.getString("name"),
        0,
        items,
        silent ? items : 0,
        Columns.instant(row, "since"),
        silent ? Map.of() : Map.of(row.getString("reason"), items));
  }

  private static Location both(Location one, Location other) {
    Map<String, Integer> reasons = new HashMap<>(one.reasons());
    other.reasons().forEach((reason, items) -> reasons.merge(reason, items, Integer::sum));
    return new Location(
        one.name(),
        0,
        one.blind() + other.blind(),
        one.silent() + other.silent(),
        one.since().isBefore(other.since()) ? one.since() : other.since(),
        reasons);
  }

  private static List<Location> watched(Connection connection, Map<String, Location> blind)
      throws SQLException {
    List<Location> locations = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(WATCHED)) {
      statement.setLong(1, OFTEN_MS);
      Columns.bind(statement, 2, "text", blind.keySet(), name -> name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Location one = blind.get(row.getString("name"));
          locations.add(
              new Location(
                  one.name(),
                  row.getInt("items"),
                  one.blind(),
                  one.silent(),
                  one.since(),
                  one.reasons()));
        }
      }
    }
    return locations;
  }

  private static List<Unseen> unseen(Connection connection, Instant now) throws SQLException {
    List<Unseen> unseen = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UNSEEN)) {
      statement.setLong(1, Sight.PATIENCE.toMillis());
      Columns.setInstant(statement, 2, now);
      statement.setInt(3, MOST_UNSEEN);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Array locations = row.getArray("locations");
          unseen.add(
              new Unseen(
                  row.getString("item"),
                  locations == null ? List.of() : List.of((String[]) locations.getArray()),
                  row.getString("reason"),
                  Columns.instant(row, "blind_since")));
        }
      }
    }
    return unseen;
  }

  /** Our open troubles by name. */
  private static Map<String, IncidentId> open(Connection connection) throws SQLException {
    Map<String, IncidentId> open = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(OPEN);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        open.put(
            ItemId.parse(row.getString("item")).item(),
            new IncidentId(row.getObject("id", UUID.class)));
      }
    }
    return open;
  }

  @Override
  public Written keep(Judged judged, Instant now) {
    if (judged.wrong().isEmpty() && judged.over().isEmpty()) {
      return new Written(0, 0, 0);
    }
    return transactions.run("keep our own troubles", connection -> keep(connection, judged, now));
  }

  private Written keep(Connection connection, Judged judged, Instant now) throws SQLException {
    new FamilyRows().lock(connection);
    Map<String, IncidentId> open = open(connection);
    List<Entry> entries = new ArrayList<>();
    Map<ItemId, Check> checks = new HashMap<>();
    for (Trouble trouble : judged.wrong()) {
      if (!open.containsKey(trouble.name())) {
        checks.put(trouble.item(), trouble.check());
        entries.add(opening(trouble, now));
      }
    }
    for (String name : judged.over()) {
      if (open.containsKey(name)) {
        entries.add(closing(name, open.get(name), now));
      }
    }
    int messages = incidents.write(connection, entries, checks, now).messages();
    return new Written(entries.size(), messages, 0);
  }

  private static Entry opening(Trouble trouble, Instant now) {
    Outcome.Failure failure =
        new Outcome.Failure(trouble.code(), "self", trouble.summary(), List.of());
    Effect.IncidentOpened opened =
        new Effect.IncidentOpened(
            IncidentId.of(trouble.item(), now),
            trouble.since(),
            failure,
            Optional.empty(),
            Optional.empty());
    return Entry.ofOwn(
        Item.ofOwn(trouble.check(), now), List.of(new Entry.Opening(opened, now, now)), List.of());
  }

  private static Entry closing(String name, IncidentId incident, Instant now) {
    Trouble over = new Trouble(name, Severity.P0, "", name, "", now);
    String words = (over.isChannel() ? Sentence.CHANNEL_IS_BACK : Sentence.SIGHT_IS_BACK).of();
    Effect.IncidentResolved resolved =
        new Effect.IncidentResolved(incident, Effect.Cause.RECOVERED, words, Optional.empty());
    return Entry.ofOwn(
        Item.ofOwn(over.check(), now), List.of(), List.of(new Entry.Closing(resolved, now, now)));
  }
}
