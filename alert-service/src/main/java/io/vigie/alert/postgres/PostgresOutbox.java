package io.vigie.alert.postgres;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.contract.alert.Incident;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The {@link Outbox} in PostgreSQL. */
public final class PostgresOutbox implements Outbox {

  /**
   * Takes the first message of each incident that is waiting. The lease that was there before tells
   * whether an earlier attempt was left without a word.
   */
  private static final String CLAIM =
      """
      with due as (
        select n.id, n.leased_until is not null as doubtful
          from alert.notification n
         where n.channel = ? and n.delivery = 'pending' and n.due_at <= ?
           and (n.leased_until is null or n.leased_until <= ?)
           and (n.occasion = 'opened' or not exists (
                 select 1 from alert.notification o
                  where o.incident = n.incident and o.channel = n.channel
                    and o.occasion = 'opened' and o.delivery = 'pending'))
         order by n.created_at, n.occasion
         limit ?
           for update of n skip locked)
      update alert.notification n set leased_until = ?, attempts = n.attempts + 1
        from due
       where n.id = due.id
      returning n.id, n.incident, n.occasion, n.attempts, n.caused_at, n.created_at, due.doubtful
      """;

  /** Takes along the resolution of an incident whose opening has just been taken. */
  private static final String CLAIM_RESOLUTION =
      """
      update alert.notification n set leased_until = ?, attempts = n.attempts + 1
       where n.incident = ? and n.channel = ? and n.occasion = 'resolved' and n.delivery = 'pending'
      returning n.id
      """;

  private static final String CONTENT =
      "select "
          + IncidentRows.COLUMNS
          + ", n.definition, o.receipt, o.delivery from alert.incident n join alert.notification o"
          + " on o.incident = n.id and o.channel = ? and o.occasion = 'opened' where n.id = ?";

  private static final String DELIVERED =
      """
      update alert.notification
         set delivery = 'delivered', delivered_at = ?, receipt = ?, leased_until = null,
             last_error = null, version = version + 1, changed_at = ?
       where id = any(?) and delivery <> 'delivered'
      """;
  private static final String POSTPONED =
      """
      update alert.notification
         set due_at = ?, last_error = ?, leased_until = null, version = version + 1, changed_at = ?
       where id = any(?) and delivery = 'pending'
      """;
  private static final String GIVEN_UP =
      """
      update alert.notification
         set delivery = 'undelivered', last_error = ?, leased_until = null, version = version + 1,
             changed_at = ?
       where id = any(?) and delivery = 'pending'
      """;
  private static final String GIVE_UP =
      """
      update alert.notification
         set delivery = 'undelivered', leased_until = null, version = version + 1, changed_at = ?,
             last_error = case when channel = any(?) then
               'given up after ' || attempts || ' attempts: ' || coalesce(last_error, 'never tried')
               else 'channel ' || channel || ' is not configured' end
       where delivery = 'pending' and (leased_until is null or leased_until <= ?)
         and (created_at < ? or (created_at < ? and not channel = any(?)))
      returning channel
      """;
  private static final String BACKLOG =
      """
      select (select count(*) from alert.notification where delivery = 'pending') as waiting,
             (select min(created_at) from alert.notification where delivery = 'pending') as oldest,
             (select count(*) from alert.notification where delivery = 'undelivered') as undelivered
      """;

  private final Transactions transactions;
  private final Json json = new Json();
  private final IncidentRows incidents = new IncidentRows(json, _ -> List.of());

  public PostgresOutbox(DataSource database) {
    this.transactions = new Transactions(database);
  }

  private record Claimed(
      UUID id,
      UUID incident,
      boolean opening,
      int attempts,
      Instant causedAt,
      Instant createdAt,
      boolean doubtful) {}

  @Override
  public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
    return transactions.run(
        "take messages",
        connection -> {
          Instant until = now.plus(lease);
          List<Posting> postings = new ArrayList<>();
          for (Claimed claimed : heads(connection, channel, now, until, limit)) {
            postings.add(posting(connection, channel, claimed, until));
          }
          return postings;
        });
  }

  private static List<Claimed> heads(
      Connection connection, String channel, Instant now, Instant until, int limit)
      throws SQLException {
    List<Claimed> heads = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setString(1, channel);
      Columns.setInstant(statement, 2, now);
      Columns.setInstant(statement, 3, now);
      statement.setInt(4, limit);
      Columns.setInstant(statement, 5, until);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          heads.add(claimed(row));
        }
      }
    }
    heads.sort(java.util.Comparator.comparing(Claimed::createdAt));
    return heads;
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    return new Claimed(
        row.getObject("id", UUID.class),
        row.getObject("incident", UUID.class),
        row.getString("occasion").equals("opened"),
        row.getInt("attempts"),
        Columns.instant(row, "caused_at"),
        Columns.instant(row, "created_at"),
        row.getBoolean("doubtful"));
  }

  private Posting posting(Connection connection, String channel, Claimed claimed, Instant until)
      throws SQLException {
    List<UUID> rows = new ArrayList<>(List.of(claimed.id()));
    if (claimed.opening()) {
      resolution(connection, channel, claimed.incident(), until).ifPresent(rows::add);
    }
    try (PreparedStatement statement = connection.prepareStatement(CONTENT)) {
      statement.setString(1, channel);
      statement.setObject(2, claimed.incident());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Incident incident = incidents.incident(row);
        boolean told = row.getString("delivery").equals("delivered");
        return new Posting(
            rows,
            channel,
            telling(claimed.opening(), rows.size() > 1, told),
            incident,
            json.check(row.getString("definition")),
            claimed.attempts(),
            Optional.ofNullable(row.getString("receipt")),
            claimed.doubtful(),
            claimed.causedAt());
      }
    }
  }

  private static Telling telling(boolean opening, boolean folded, boolean openingWasTold) {
    if (opening) {
      return folded ? Telling.OPENED_AND_RESOLVED : Telling.OPENED;
    }
    return openingWasTold ? Telling.RESOLVED : Telling.OPENED_AND_RESOLVED;
  }

  private static Optional<UUID> resolution(
      Connection connection, String channel, UUID incident, Instant until) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM_RESOLUTION)) {
      Columns.setInstant(statement, 1, until);
      statement.setObject(2, incident);
      statement.setString(3, channel);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }

  @Override
  public void settle(Posting posting, Settlement settlement, Instant now) {
    transactions.run(
        "settle a message",
        connection ->
            switch (settlement) {
              case Settlement.Delivered(Optional<String> receipt) ->
                  mark(connection, DELIVERED, now, receipt.orElse(null), now, posting);
              case Settlement.Postponed(Instant until, String error) ->
                  mark(connection, POSTPONED, until, error, now, posting);
              case Settlement.GivenUp(String error) -> giveUp(connection, error, now, posting);
            });
  }

  private static int mark(
      Connection connection, String sql, Instant when, String what, Instant now, Posting posting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Columns.setInstant(statement, 1, when);
      statement.setString(2, what == null ? null : Columns.storable(what));
      Columns.setInstant(statement, 3, now);
      Columns.bind(statement, 4, "uuid", posting.rows(), id -> id);
      return statement.executeUpdate();
    }
  }

  private static int giveUp(Connection connection, String error, Instant now, Posting posting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(GIVEN_UP)) {
      statement.setString(1, Columns.storable(error));
      Columns.setInstant(statement, 2, now);
      Columns.bind(statement, 3, "uuid", posting.rows(), id -> id);
      return statement.executeUpdate();
    }
  }

  @Override
  public List<String> giveUp(
      Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
    return transactions.run(
        "give up old messages",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(GIVE_UP)) {
            Columns.setInstant(statement, 1, now);
            Columns.bind(statement, 2, "text", channels, name -> name);
            Columns.setInstant(statement, 3, now);
            Columns.setInstant(statement, 4, now.minus(maxAge));
            Columns.setInstant(statement, 5, now.minus(orphanAge));
            Columns.bind(statement, 6, "text", channels, name -> name);
            List<String> givenUp = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                givenUp.add(row.getString(1));
              }
            }
            return givenUp;
          }
        });
  }

  @Override
  public Backlog backlog(Instant now) {
    return transactions.run(
        "look at the outbox",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(BACKLOG);
              ResultSet row = statement.executeQuery()) {
            row.next();
            Duration oldest =
                Columns.maybeInstant(row, "oldest")
                    .map(since -> Duration.between(since, now))
                    .orElse(Duration.ZERO);
            return new Backlog(row.getLong("waiting"), oldest, row.getLong("undelivered"));
          }
        });
  }
}
