package io.vigie.alert.postgres;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
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
import javax.sql.DataSource;

/** The {@link Outbox} in PostgreSQL. */
public final class PostgresOutbox implements Outbox {

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
  private static final String HELD =
      """
      update alert.notification
         set due_at = u.until, held_until = u.until, because = u.because, caused_at = u.until,
             if_still_failing = true, attempts = attempts - 1, leased_until = null,
             version = version + 1, changed_at = u.now
        from (select ?::timestamptz as until, ?::text as because, ?::timestamptz as now) as u
       where id = any(?) and delivery = 'pending'
      """;
  private static final String ENDED =
      """
      update alert.notification
         set delivery = ?, last_error = ?, leased_until = null, version = version + 1,
             changed_at = ?
       where id = any(?) and delivery = 'pending'
      """;

  /** What may have been sent is first taken again, and counted as such. */
  private static final String GIVE_UP =
      """
      update alert.notification
         set delivery = 'undelivered', leased_until = null, version = version + 1, changed_at = ?,
             last_error = case when channel = any(?) then
               'given up after ' || attempts || ' attempts: ' || coalesce(last_error, 'never tried')
               else 'channel ' || channel || ' is not configured' end
       where delivery = 'pending'
         and (leased_until is null or (leased_until <= ? and not channel = any(?)))
         and (coalesce(held_until, created_at) < ?
              or (coalesce(held_until, created_at) < ? and not channel = any(?)))
      returning channel
      """;

  private static final String BACKLOG =
      """
      select count(*) filter (where delivery = 'pending') as waiting,
             min(coalesce(held_until, created_at)) filter (where delivery = 'pending') as oldest,
             count(*) filter (where delivery = 'undelivered') as undelivered
        from alert.notification
       where delivery in ('pending', 'undelivered') and (held_until is null or held_until <= ?)
      """;

  private final Transactions transactions;
  private final ClaimedRows claims = new ClaimedRows(new Json());

  public PostgresOutbox(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
    return transactions.run(
        "take messages",
        connection -> claims.claim(connection, channel, now, now.plus(lease), limit));
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
              case Settlement.Held(Instant until, String because) ->
                  mark(connection, HELD, until, because, now, posting);
              case Settlement.Skipped(String because) ->
                  end(connection, "cancelled", because, now, posting);
              case Settlement.GivenUp(String error) ->
                  end(connection, "undelivered", error, now, posting);
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

  private static int end(
      Connection connection, String delivery, String why, Instant now, Posting posting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENDED)) {
      statement.setString(1, delivery);
      statement.setString(2, Columns.storable(why));
      Columns.setInstant(statement, 3, now);
      Columns.bind(statement, 4, "uuid", posting.rows(), id -> id);
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
            Columns.bind(statement, 4, "text", channels, name -> name);
            Columns.setInstant(statement, 5, now.minus(maxAge));
            Columns.setInstant(statement, 6, now.minus(orphanAge));
            Columns.bind(statement, 7, "text", channels, name -> name);
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
          try (PreparedStatement statement = connection.prepareStatement(BACKLOG)) {
            Columns.setInstant(statement, 1, now);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              Duration oldest =
                  Columns.maybeInstant(row, "oldest")
                      .map(since -> Duration.between(since, now))
                      .orElse(Duration.ZERO);
              return new Backlog(row.getLong("waiting"), oldest, row.getLong("undelivered"));
            }
          }
        });
  }
}
