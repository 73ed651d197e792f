package io.vigie.alert.postgres;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The {@link Outbox} in PostgreSQL. A lease that ran out may have been given to another: whoever
 * held it before may still say that the message arrived, and nothing else.
 */
public final class PostgresOutbox implements Outbox {

  /** Nobody has taken it since. */
  private static final String OURS =
      " and leased_until is not distinct from coalesce(?::timestamptz, leased_until)";

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
      """
          + OURS;

  private static final String HELD =
      """
      update alert.notification
         set due_at = u.until, held_until = u.until, because = u.because, caused_at = u.until,
             if_still_failing = true, attempts = attempts - 1, leased_until = null,
             version = version + 1, changed_at = u.now
        from (select ?::timestamptz as until, ?::text as because, ?::timestamptz as now) as u
       where id = any(?) and delivery = 'pending'
      """
          + OURS;

  private static final String SKIPPED =
      """
      update alert.notification
         set delivery = 'cancelled', last_error = ?, leased_until = null, version = version + 1,
             changed_at = ?
       where id = any(?) and delivery = 'pending'
      """
          + OURS;

  /** The fallback channel is not told of its own failure. */
  private static final String ESCALATED_TO =
      """
      coalesce(escalated_to,
               case when occasion in ('opened', 'reopened', 'escalated', 'resolved', 'digest')
                    then nullif(?, channel) end)\
      """;

  /**
   * What the fallback channel is owed instead: what somebody has to know, and the end of what is
   * over by now. Where it is told of the incident anyway, it hears of all that follows, and what
   * lies behind would be news of old; so would be the opening of what is over, where it is told of
   * the end.
   */
  private static final String INSTEAD =
      """
      , instead as (
        insert into alert.notification
          (incident, item, channel, occasion, ordinal, content, because, caused_at, created_at,
           due_at, changed_at)
        select g.incident, g.item, g.escalated_to, n.occasion, n.ordinal, n.content,
               'instead of ' || g.channel || ': ' || g.last_error, n.caused_at, g.changed_at,
               g.changed_at, g.changed_at
          from gone g
          join alert.notification n
            on n.id = g.id
            or (n.incident = g.incident and n.channel = g.channel and n.occasion = 'resolved'
                and n.delivery <> 'cancelled' and g.occasion in ('opened', 'reopened', 'escalated')
                and exists (
                  select 1 from alert.incident i where i.id = g.incident and i.over_at is not null))
         where g.escalated_to is not null
           and not exists (
             select 1 from alert.notification o
              where o.incident = g.incident and o.channel = g.escalated_to
                and o.occasion in ('opened', 'escalated', 'reopened')
                and o.delivery <> 'cancelled')
           and not (n.occasion in ('opened', 'escalated')
                    and exists (
                      select 1 from alert.incident i
                       where i.id = g.incident and i.over_at is not null)
                    and exists (
                      select 1 from alert.notification e
                       where e.incident = g.incident and e.channel = g.escalated_to
                         and e.occasion = 'resolved' and e.delivery <> 'cancelled'))
        on conflict (incident, channel, occasion, ordinal) do nothing)
      select channel from gone
      """;

  private static final String GIVEN_UP =
      """
      with gone as (
        update alert.notification
           set delivery = 'undelivered', last_error = ?, leased_until = null,
               version = version + 1, changed_at = ?, escalated_to = %s
         where id = any(?) and delivery = 'pending' %s
        returning *)
      """
              .formatted(ESCALATED_TO, OURS)
          + INSTEAD;

  /** What may have been sent is first taken again, and counted as such. */
  private static final String GIVE_UP =
      """
      with gone as (
        update alert.notification
           set delivery = 'undelivered', leased_until = null, version = version + 1,
               changed_at = ?, escalated_to = %s,
               last_error = case when channel = any(?) then
                 'given up after ' || attempts || ' attempts: '
                   || coalesce(last_error, 'never tried')
                 else 'channel ' || channel || ' is not configured' end
         where delivery = 'pending'
           and (leased_until is null or (leased_until <= ? and not channel = any(?)))
           and (coalesce(held_until, created_at) < ?
                or (coalesce(held_until, created_at) < ? and not channel = any(?)))
        returning *)
      """
              .formatted(ESCALATED_TO)
          + INSTEAD;

  /**
   * What waits too long is told on the fallback channel, and still tried where it belongs; with all
   * that waits there of the same incident, or an end would be told of what has begun anew.
   */
  private static final String LATE =
      """
      with gone as (
        update alert.notification n
           set escalated_to = ?, version = version + 1, changed_at = ?
         where delivery = 'pending' and channel <> ? and escalated_to is null
           and item <> 'vigie/self/canary'
           and occasion in ('opened', 'reopened', 'escalated', 'resolved')
           and exists (
             select 1 from alert.notification o
              where o.incident = n.incident and o.channel = n.channel and o.delivery = 'pending'
                and o.occasion in ('opened', 'reopened', 'escalated', 'resolved')
                and coalesce(o.held_until, o.created_at) < ?)
        returning id, incident, item, channel, occasion, changed_at, escalated_to,
                  coalesce(last_error, 'not told yet') as last_error)
      """
          + INSTEAD;

  private static final String BACKLOG =
      """
      select count(*) filter (where delivery = 'pending') as waiting,
             min(coalesce(held_until, created_at)) filter (where delivery = 'pending') as oldest,
             count(*) filter (where delivery = 'undelivered') as undelivered
        from alert.notification
       where delivery in ('pending', 'undelivered') and (held_until is null or held_until <= ?)
      """;

  private final Transactions transactions;
  private final Optional<String> fallback;
  private final Duration late;
  private final FamilyRows families = new FamilyRows();
  private final ClaimedRows claims = new ClaimedRows(new Json());

  /** Nobody is told where a channel will not have it. */
  public PostgresOutbox(DataSource database) {
    this(database, Optional.empty(), Duration.ZERO);
  }

  /**
   * @param fallback the channel that is owed what another will not have
   * @param late when it is owed what another has not taken yet
   */
  public PostgresOutbox(DataSource database, Optional<String> fallback, Duration late) {
    this.transactions = new Transactions(database);
    this.fallback = fallback;
    this.late = late;
  }

  @Override
  public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
    return transactions.run(
        "take messages",
        connection -> claims.claim(connection, channel, now, now.plus(lease), limit, false));
  }

  @Override
  public List<Posting> claimPile(String channel, Instant now, Duration lease, int limit) {
    return transactions.run(
        "take messages",
        connection -> claims.claim(connection, channel, now, now.plus(lease), limit, true));
  }

  @Override
  public int pile(String channel, Instant now, int most) {
    return transactions.run(
        "count messages", connection -> ClaimedRows.pile(connection, channel, now, most));
  }

  @Override
  public void settle(Posting posting, Settlement settlement, Instant now) {
    transactions.run(
        "settle a message",
        connection ->
            switch (settlement) {
              case Settlement.Delivered(Optional<String> receipt) ->
                  delivered(connection, receipt.orElse(null), now, posting);
              case Settlement.Postponed(Instant until, String error) ->
                  mark(connection, POSTPONED, until, error, now, posting);
              case Settlement.Held(Instant until, String because) ->
                  mark(connection, HELD, until, because, now, posting);
              case Settlement.Skipped(String because) -> skip(connection, because, now, posting);
              case Settlement.GivenUp(String error) -> giveUp(connection, error, now, posting);
            });
  }

  private static int delivered(Connection connection, String receipt, Instant now, Posting posting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
      Columns.setInstant(statement, 1, now);
      statement.setString(2, receipt == null ? null : Columns.storable(receipt));
      Columns.setInstant(statement, 3, now);
      Columns.bind(statement, 4, "uuid", posting.rows(), id -> id);
      return statement.executeUpdate();
    }
  }

  private static void setOurs(PreparedStatement statement, int index, Posting posting)
      throws SQLException {
    Columns.bind(statement, index, "uuid", posting.rows(), id -> id);
    if (posting.until().isPresent()) {
      Columns.setInstant(statement, index + 1, posting.until().get());
    } else {
      statement.setNull(index + 1, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  private static int mark(
      Connection connection, String sql, Instant when, String what, Instant now, Posting posting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Columns.setInstant(statement, 1, when);
      statement.setString(2, Columns.storable(what));
      Columns.setInstant(statement, 3, now);
      setOurs(statement, 4, posting);
      return statement.executeUpdate();
    }
  }

  private static int skip(Connection connection, String why, Instant now, Posting posting)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SKIPPED)) {
      statement.setString(1, Columns.storable(why));
      Columns.setInstant(statement, 2, now);
      setOurs(statement, 3, posting);
      return statement.executeUpdate();
    }
  }

  private int giveUp(Connection connection, String error, Instant now, Posting posting)
      throws SQLException {
    families.lock(connection); // or it might be over meanwhile, and the fallback would not hear
    try (PreparedStatement statement = connection.prepareStatement(GIVEN_UP)) {
      statement.setString(1, Columns.storable(error));
      Columns.setInstant(statement, 2, now);
      statement.setString(3, fallback.orElse(null));
      setOurs(statement, 4, posting);
      return channels(statement).size();
    }
  }

  private static List<String> channels(PreparedStatement statement) throws SQLException {
    List<String> channels = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        channels.add(row.getString(1));
      }
    }
    return channels;
  }

  @Override
  public List<String> giveUp(
      Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
    return transactions.run(
        "give up old messages",
        connection -> {
          fallBack(connection, now);
          try (PreparedStatement statement = connection.prepareStatement(GIVE_UP)) {
            Columns.setInstant(statement, 1, now);
            statement.setString(2, fallback.orElse(null));
            Columns.bind(statement, 3, "text", channels, name -> name);
            Columns.setInstant(statement, 4, now);
            Columns.bind(statement, 5, "text", channels, name -> name);
            Columns.setInstant(statement, 6, now.minus(maxAge));
            Columns.setInstant(statement, 7, now.minus(orphanAge));
            Columns.bind(statement, 8, "text", channels, name -> name);
            return channels(statement);
          }
        });
  }

  private void fallBack(Connection connection, Instant now) throws SQLException {
    if (fallback.isEmpty()) {
      return;
    }
    families.lock(connection);
    try (PreparedStatement statement = connection.prepareStatement(LATE)) {
      statement.setString(1, fallback.get());
      Columns.setInstant(statement, 2, now);
      statement.setString(3, fallback.get());
      Columns.setInstant(statement, 4, now.minus(late));
      var _ = channels(statement);
    }
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
