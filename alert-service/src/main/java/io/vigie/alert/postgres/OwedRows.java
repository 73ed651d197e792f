package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.flag;
import static io.vigie.alert.postgres.Columns.number;
import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;

import io.vigie.contract.alert.Notification.Occasion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of messages that are owed for incidents. */
final class OwedRows {

  /** What was cancelled before it was told is owed anew; all else is owed once. */
  private static final String OWE =
      """
      insert into alert.notification as n
        (id, incident, item, channel, occasion, ordinal, if_still_failing, because, held_until,
         caused_at, created_at, due_at, changed_at, leased_until, attempts)
      select u.id, u.incident, u.item, u.channel, u.occasion, u.ordinal, u.if_still_failing, u.because,
             case when u.at > u.now then u.at end,
             case when u.at > u.now then u.at else u.caused_at end, u.now, u.at, u.now,
             u.leased_until, case when u.leased_until is null then 0 else 1 end
        from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::bool[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
          as u (id, incident, item, channel, occasion, ordinal, if_still_failing, because,
                at, caused_at, now, leased_until)
      on conflict (incident, channel, occasion, ordinal) do update
         set delivery = 'pending', if_still_failing = excluded.if_still_failing,
             because = excluded.because, held_until = excluded.held_until,
             caused_at = excluded.caused_at, due_at = excluded.due_at, attempts = 0,
             last_error = null, version = n.version + 1, changed_at = excluded.changed_at
       where n.delivery = 'cancelled'
      returning n.id
      """;

  /**
   * Nobody has begun to tell it, and it was to be told only if it still was so; with an earlier end
   * that was held along with what had begun anew, and with what else was to be told of it.
   */
  private static final String CANCEL_HELD =
      """
      update alert.notification n
         set delivery = 'cancelled', last_error = 'was over before it was to be told',
             version = n.version + 1, changed_at = u.now
        from unnest(?::uuid[], ?::timestamptz[]) as u (incident, now)
       where n.incident = u.incident
         and n.delivery = 'pending' and n.attempts = 0
         and ((n.occasion in ('opened', 'escalated', 'reopened', 'resolved')
               and n.if_still_failing)
              or (n.occasion in ('updated', 'acknowledged', 'commented', 'reminded')
                  and exists (
                    select 1 from alert.notification o
                     where o.incident = n.incident and o.channel = n.channel
                       and o.occasion in ('opened', 'reopened') and o.delivery = 'pending'
                       and o.if_still_failing and o.attempts = 0)))
      """;

  /** An end that is owed where it was told stays owed, and that it began anew. */
  private static final String CANCEL_UNTOLD =
      """
      update alert.notification n
         set delivery = 'cancelled', last_error = ?, version = n.version + 1, changed_at = ?
       where n.incident = any(?) and n.delivery = 'pending' and n.attempts = 0
         and (n.occasion not in ('resolved', 'reopened') or not exists (
           select 1 from alert.notification b
            where b.incident = n.incident and b.channel = n.channel
              and b.occasion in ('opened', 'escalated', 'reopened')
              and b.delivery <> 'cancelled' and b.attempts > 0))
      """;

  /**
   * Each channel that an incident was told on, or is to be. An end belongs to the last opening
   * before it, and an opening anew to the last end: either is owed once. A fallback channel may
   * have been told of an earlier end only, and of the incident later, by an escalation. What was
   * taken back is owed again.
   */
  private static final String TELL_AGAIN =
      """
      insert into alert.notification as notification
        (incident, item, channel, occasion, ordinal, caused_at, created_at, due_at, changed_at)
      select told.incident, told.item, told.channel, u.occasion,
             case u.occasion when 'resolved' then told.reopened
                             when 'reopened' then told.resolved - 1
                             else told.ordinals end,
             u.caused_at, u.now,
             case u.occasion when 'updated' then greatest(u.now, told.edited_at + interval '5 s')
                             else u.now end,
             u.now
        from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[])
          as u (incident, occasion, caused_at, now)
        cross join lateral (
          select n.incident, n.channel, min(n.item) as item,
                 count(*) filter (where n.occasion = 'resolved') as resolved,
                 count(*) filter (where n.occasion = 'resolved'
                                    and n.delivery <> 'cancelled') as ended,
                 greatest(
                   count(*) filter (where n.occasion = 'reopened'
                                      and n.delivery <> 'cancelled'),
                   (select count(*) from alert.notification e
                     where e.incident = n.incident and e.channel = n.channel
                       and e.occasion = 'resolved'
                       and e.created_at <= (
                         select max(b.created_at) from alert.notification b
                          where b.incident = n.incident and b.channel = n.channel
                            and b.occasion in ('opened', 'escalated', 'reopened', 'updated')
                            and b.delivery <> 'cancelled'))) as reopened,
                 count(*) filter (where n.occasion = u.occasion) as ordinals,
                 max(coalesce(n.delivered_at, n.created_at)) as edited_at,
                 bool_or(n.occasion = 'updated' and n.delivery = 'pending'
                         and n.leased_until is null) as awaits_edit
            from alert.notification n
           where n.incident = u.incident
           group by n.incident, n.channel
          having bool_or(n.occasion in ('opened', 'escalated', 'reopened')
                         and n.delivery <> 'cancelled')
        ) as told
       where (u.occasion <> 'updated' or not told.awaits_edit)
         and (u.occasion <> 'reopened' or told.ended > 0)
      on conflict (incident, channel, occasion, ordinal) do update
         set delivery = 'pending', caused_at = excluded.caused_at, due_at = excluded.due_at,
             held_until = null, if_still_failing = false, attempts = 0, last_error = null,
             version = notification.version + 1, changed_at = excluded.changed_at
       where notification.delivery = 'cancelled'
         and notification.occasion in ('reopened', 'resolved')
      """;

  /**
   * A message that is owed to one channel.
   *
   * @param ordinal which of its kind, from 0 on: each is owed once
   * @param at when it may be told; later than {@code now} where it is held
   * @param ifStillFailing true when it is not told should it be over by then
   * @param because why it is owed, or why only then; for a person
   * @param causedAt since when the time is counted that it takes to tell
   */
  record Debt(
      UUID incident,
      String item,
      String channel,
      Occasion occasion,
      int ordinal,
      Instant at,
      boolean ifStillFailing,
      String because,
      Instant causedAt,
      Instant now) {

    Debt(
        UUID incident,
        String item,
        String channel,
        Occasion occasion,
        int ordinal,
        Instant at,
        boolean ifStillFailing,
        Instant causedAt,
        Instant now) {
      this(incident, item, channel, occasion, ordinal, at, ifStillFailing, "", causedAt, now);
    }

    /** The same of another incident. */
    Debt of(UUID other, String itsItem) {
      return new Debt(
          other, itsItem, channel, occasion, ordinal, at, ifStillFailing, because, causedAt, now);
    }

    /** What is owed once. */
    String key() {
      return incident + " " + channel + " " + occasion + " " + ordinal;
    }

    Debt earlier(Debt other) {
      return other.at.isBefore(at) ? other : this;
    }
  }

  /** Something that is to be told wherever the incident was told, or is to be. */
  record Again(UUID incident, Occasion occasion, Instant causedAt, Instant now) {

    /** The same where it neither ended nor began anew. */
    Again updated() {
      boolean turned = occasion == Occasion.RESOLVED || occasion == Occasion.REOPENED;
      return turned ? new Again(incident, Occasion.UPDATED, causedAt, now) : this;
    }
  }

  /**
   * A debt as it is written.
   *
   * @param id of the row, unless the debt is one that was cancelled before
   * @param leasedUntil for how long it belongs to who sends it at once; empty where nobody does
   */
  record Row(UUID id, Debt debt, Optional<Instant> leasedUntil) {

    static Row of(Debt debt) {
      return new Row(UUID.randomUUID(), debt, Optional.empty());
    }
  }

  /** Owes messages; returns how many were not owed before. */
  int owe(Connection connection, List<Debt> debts) throws SQLException {
    return write(connection, debts.stream().map(Row::of).toList()).size();
  }

  /** Owes messages; returns the rows of those that were not owed before. */
  Set<UUID> write(Connection connection, List<Row> rows) throws SQLException {
    return Columns.ids(
        connection,
        OWE,
        rows,
        uuid(Row::id),
        uuid(row -> row.debt().incident()),
        text(row -> row.debt().item()),
        text(row -> row.debt().channel()),
        text(row -> row.debt().occasion().word()),
        number(row -> row.debt().ordinal()),
        flag(row -> row.debt().ifStillFailing()),
        text(row -> row.debt().because()),
        time(row -> row.debt().at()),
        time(row -> row.debt().causedAt()),
        time(row -> row.debt().now()),
        time(Row::leasedUntil));
  }

  /**
   * Owes to each channel that was owed the opening, or an escalation, what has become of the
   * incident; returns how many messages that is. An end cancels what was to be told only if it
   * still failed, and is not owed where that was all. An edit that waits already takes the next one
   * along; one is not made within five seconds of the last.
   */
  int tellAgain(Connection connection, List<Again> all) throws SQLException {
    List<Again> news = once(all);
    Columns.update(
        connection,
        CANCEL_HELD,
        news.stream().filter(one -> one.occasion() == Occasion.RESOLVED).toList(),
        uuid(Again::incident),
        time(Again::now));
    return Columns.update(
        connection,
        TELL_AGAIN,
        news,
        uuid(Again::incident),
        text(again -> again.occasion().word()),
        time(Again::causedAt),
        time(Again::now));
  }

  /**
   * One row for each: of several members one may recover while another joins. An end of what has
   * begun anew by then has not been.
   */
  private static List<Again> once(List<Again> news) {
    Set<UUID> ended = of(Occasion.RESOLVED, news);
    ended.retainAll(of(Occasion.REOPENED, news));
    Map<List<Object>, Again> once = new LinkedHashMap<>();
    for (Again one : news) {
      Again told = ended.contains(one.incident()) ? one.updated() : one;
      once.putIfAbsent(List.of(told.incident(), told.occasion()), told);
    }
    return List.copyOf(once.values());
  }

  private static Set<UUID> of(Occasion occasion, List<Again> news) {
    Set<UUID> incidents = new HashSet<>();
    news.stream()
        .filter(one -> one.occasion() == occasion)
        .forEach(one -> incidents.add(one.incident()));
    return incidents;
  }

  /**
   * Takes back what nobody has begun to tell, as of an incident that is told with another from now
   * on; returns how much that was.
   */
  int cancel(Connection connection, Collection<UUID> incidents, String why, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(CANCEL_UNTOLD)) {
      statement.setString(1, Columns.storable(why));
      Columns.setInstant(statement, 2, now);
      Columns.bind(statement, 3, "uuid", incidents, id -> id);
      return statement.executeUpdate();
    }
  }
}
