package io.vigie.alert.postgres;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.incident.DeliveryBook;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** The {@link DeliveryBook} in PostgreSQL. */
public final class PostgresDeliveryBook implements DeliveryBook {

  /** Of each kind of message only those are counted that an index names. */
  private static final String CHANNELS =
      """
      with names as (
        select unnest(?::text[]) as channel
        union
        select channel from alert.notification where delivery = 'pending'
        union
        select channel from alert.notification where delivery = 'undelivered')
      select n.channel, p.*, u.*, d.*, coalesce(p.waits_because, u.refused_because) as last_error
        from names n
       cross join lateral (
         select count(*) filter (where waits) as waiting,
                min(coalesce(held_until, created_at)) filter (where waits) as oldest,
                count(*) filter (where not waits) as held,
                max(last_error) as waits_because
           from (select *, (held_until is null or held_until <= ?) as waits
                   from alert.notification
                  where channel = n.channel and delivery = 'pending') as pending) as p
       cross join lateral (
         select count(*) as undelivered, count(escalated_to) as instead,
                max(changed_at) as last_refused,
                (array_agg(last_error order by changed_at desc))[1] as refused_because
           from alert.notification
          where channel = n.channel and delivery = 'undelivered') as u
       cross join lateral (
         select max(delivered_at) as last_delivered from alert.notification
          where channel = n.channel and delivered_at is not null) as d
      """;

  private static final String COLUMNS =
      """
      select id, incident, item, channel, occasion, ordinal, delivery, attempts, because,
             created_at, held_until, due_at, delivered_at, last_error, escalated_to
        from alert.notification
      """;
  private static final String ROWS =
      COLUMNS
          + """
           where (created_at, id) < (?, ?)
             and (?::text is null or delivery = ?)
             and channel = coalesce(?, nullif(channel, ?))
             and (?::uuid is null or incident = ?)
           order by created_at desc, id desc limit ?
          """;
  private static final String ROW = COLUMNS + " where id = ?";
  private static final String ASKED =
      """
      select id, at, type, subject, by_whom, refused from alert.order_taken
       where (not ? or refused is not null) order by at desc, id limit ?
      """;
  private static final String DEFINITION = "select definition from alert.definition where item = ?";

  private final Transactions transactions;
  private final Json json = new Json();

  public PostgresDeliveryBook(DataSource database) {
    this.transactions = new Transactions(database);
  }

  /** Binds what a statement asks for. */
  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  /** Makes something of one row. */
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String what, String sql, Binding binding, Reading<T> reading) {
    return transactions.run(what, connection -> read(connection, sql, binding, reading));
  }

  private static <T> List<T> read(
      Connection connection, String sql, Binding binding, Reading<T> reading) throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.to(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(reading.of(row));
        }
      }
    }
    return found;
  }

  /** A channel by its name. */
  private record Named(String name, Standing standing) {}

  @Override
  public Map<String, Standing> channels(Set<String> configured, Instant now) {
    Map<String, Standing> channels = new TreeMap<>();
    read(
            "look at channels",
            CHANNELS,
            statement -> {
              Columns.bind(statement, 1, "text", configured, name -> name);
              Columns.setInstant(statement, 2, now);
            },
            PostgresDeliveryBook::standing)
        .forEach(one -> channels.put(one.name(), one.standing()));
    return channels;
  }

  private static Named standing(ResultSet row) throws SQLException {
    return new Named(
        row.getString("channel"),
        new Standing(
            row.getLong("waiting"),
            Columns.maybeInstant(row, "oldest"),
            row.getLong("held"),
            row.getLong("undelivered"),
            row.getLong("instead"),
            Columns.maybeInstant(row, "last_delivered"),
            Columns.maybeInstant(row, "last_refused"),
            Optional.ofNullable(row.getString("last_error"))));
  }

  @Override
  public List<Row> rows(Query query) {
    return read(
        "look at messages",
        ROWS,
        statement -> {
          Columns.setInstant(statement, 1, query.before());
          statement.setObject(2, query.beforeId());
          String state = query.state().map(Delivery::word).orElse(null);
          statement.setString(3, state);
          statement.setString(4, state);
          statement.setString(5, query.channel().orElse(null));
          statement.setString(6, Canary.CHANNEL);
          UUID incident = query.incident().map(IncidentId::value).orElse(null);
          statement.setObject(7, incident, java.sql.Types.OTHER);
          statement.setObject(8, incident, java.sql.Types.OTHER);
          statement.setInt(9, query.limit());
        },
        PostgresDeliveryBook::row);
  }

  @Override
  public Optional<Row> row(UUID id) {
    return read(
            "look at a message",
            ROW,
            statement -> statement.setObject(1, id),
            PostgresDeliveryBook::row)
        .stream()
        .findFirst();
  }

  private static Row row(ResultSet row) throws SQLException {
    Delivery delivery = Delivery.ofWord(row.getString("delivery"));
    return new Row(
        row.getObject("id", UUID.class),
        Optional.ofNullable(row.getObject("incident", UUID.class)).map(IncidentId::new),
        ItemId.parse(row.getString("item")),
        row.getString("channel"),
        Occasion.ofWord(row.getString("occasion")),
        row.getInt("ordinal"),
        delivery,
        row.getInt("attempts"),
        row.getString("because"),
        Columns.instant(row, "created_at"),
        Columns.maybeInstant(row, "held_until"),
        delivery == Delivery.PENDING ? Columns.maybeInstant(row, "due_at") : Optional.empty(),
        Columns.maybeInstant(row, "delivered_at"),
        Optional.ofNullable(row.getString("last_error")),
        Optional.ofNullable(row.getString("escalated_to")));
  }

  @Override
  public List<Asked> asked(boolean refusedOnly, int limit) {
    return read(
        "look at what was asked for",
        ASKED,
        statement -> {
          statement.setBoolean(1, refusedOnly);
          statement.setInt(2, limit);
        },
        row ->
            new Asked(
                row.getObject("id", UUID.class),
                Columns.instant(row, "at"),
                row.getString("type"),
                row.getString("subject"),
                Optional.ofNullable(row.getString("by_whom")),
                Optional.ofNullable(row.getString("refused"))));
  }

  @Override
  public Optional<Check> check(ItemId item) {
    return read(
            "read a check",
            DEFINITION,
            statement -> statement.setString(1, item.toString()),
            row -> json.check(row.getString(1)))
        .stream()
        .findFirst();
  }
}
