package io.vigie.alert.postgres;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Receipt;
import io.vigie.alert.incident.Statement;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes the rows that are due, several of one incident together where one message tells them. */
final class ClaimedRows {

  /**
   * Takes the first message of each incident that is due and of which none is being sent. The lease
   * that was there before tells whether an earlier attempt was left without a word.
   */
  private static final String CLAIM =
      """
      with due as (
        select n.id, n.leased_until is not null as doubtful
          from alert.notification n, (select ?::bool as together) as u
         where n.channel = ? and n.delivery = 'pending' and n.due_at <= ?
           and (n.leased_until is null or n.leased_until <= ?)
           and not exists (
                 select 1 from alert.notification o
                  where o.incident = n.incident and o.channel = n.channel
                    and o.delivery = 'pending' and o.id <> n.id
                    and (o.occasion = 'opened'
                         or (o.occasion = 'reopened' and o.created_at < n.created_at
                             and n.occasion in
                               ('updated', 'acknowledged', 'commented', 'reminded'))
                         or o.leased_until > ?
                         or (n.occasion <> 'opened' and o.due_at <= ?
                             and (not u.together or o.occasion in
                               ('opened', 'resolved', 'reopened', 'escalated', 'reminded'))
                             and (o.created_at, o.id) < (n.created_at, n.id))))
           and (not u.together or (n.incident is not null and n.occasion in
                 ('opened', 'resolved', 'reopened', 'escalated', 'reminded')))
         order by n.occasion in ('updated', 'commented', 'acknowledged', 'digest'),
                  n.created_at, n.id
         limit ?
           for update of n skip locked)
      update alert.notification n set leased_until = ?, attempts = n.attempts + 1
        from due
       where n.id = due.id
      returning n.id, n.incident, n.occasion, n.ordinal, n.attempts, n.because, n.caused_at,
                n.created_at, n.content, due.doubtful,
                n.if_still_failing and n.attempts = 1 as held
      """;

  /**
   * Takes along what else waits of these incidents: all of it with an opening or an end, because
   * either says what the others would have said.
   */
  private static final String TAKE_ALONG =
      """
      update alert.notification n set leased_until = ?, attempts = n.attempts + 1
        from unnest(?::uuid[], ?::uuid[], ?::text[]) as u (id, incident, occasion)
       where n.incident = u.incident and n.channel = ? and n.delivery = 'pending' and n.id <> u.id
         and (u.occasion in ('opened', 'resolved')
              or exists (select 1 from alert.notification r
                          where r.incident = n.incident and r.channel = n.channel
                            and r.occasion = 'resolved' and r.delivery = 'pending'))
      returning n.id, n.incident, n.occasion, n.ordinal,
                n.if_still_failing and n.attempts = 1 as held
      """;

  /** It was taken when it was still failing, and recovered before it was held. */
  private static final String CANCEL_OVER =
      """
      update alert.notification n
         set delivery = 'cancelled', last_error = 'was over before it was to be told',
             leased_until = null, version = n.version + 1, changed_at = ?
       where n.id = any(?)
      """;

  private static final String CONTENT =
      "select n.id, n.definition, "
          + IncidentRows.COLUMNS
          + " from alert.incident n where n.id = any(?)";

  private static final String ANSWERS =
      """
      select incident, occasion, ordinal, delivery, receipt from alert.notification
       where channel = ? and incident = any(?) and occasion <> 'updated'
         and (delivery = 'delivered' or occasion in ('opened', 'escalated'))
       order by created_at, ordinal
      """;

  private final Json json;
  private final IncidentRows incidents;

  ClaimedRows(Json json) {
    this.json = json;
    this.incidents = IncidentRows.forReading(json);
  }

  private static final String PILE =
      """
      select count(*) from (
        select distinct incident from alert.notification
         where channel = ? and delivery = 'pending' and due_at <= ?
           and (leased_until is null or leased_until <= ?) and incident is not null
           and occasion in ('opened', 'resolved', 'reopened', 'escalated', 'reminded')
         limit ?) as waiting
      """;

  /**
   * What a channel has been told of an incident.
   *
   * @param ended the last end, or -1
   * @param anew the last opening anew, or -1
   */
  private record Told(
      boolean begun, Optional<String> root, List<Receipt> receipts, int ended, int anew) {
    static final Told NOTHING = new Told(false, Optional.empty(), List.of(), -1, -1);

    /** As far as the channel knows, it fails. */
    boolean isOpen() {
      return begun && ended <= anew;
    }
  }

  /**
   * Takes messages.
   *
   * @param together only what one message may tell of many incidents
   */
  List<Posting> claim(
      Connection connection,
      String channel,
      Instant now,
      Instant until,
      int limit,
      boolean together)
      throws SQLException {
    List<Head> heads = heads(connection, channel, now, until, limit, together);
    if (heads.isEmpty()) {
      return List.of();
    }
    takeAlong(connection, channel, heads, until);
    Map<UUID, Statement> contents = contents(connection, heads);
    Map<UUID, Told> told = told(connection, channel, heads);
    List<Posting> postings = new ArrayList<>();
    List<UUID> over = new ArrayList<>();
    for (Head head : heads) {
      Told before = told.getOrDefault(head.incident(), Told.NOTHING);
      if (head.wasOverUntold() && !before.isOpen()) {
        over.addAll(head.rows());
        continue;
      }
      Statement said = head.content().map(json::statement).orElse(contents.get(head.incident()));
      postings.add(posting(channel, head, said, before, until));
    }
    cancel(connection, over, now);
    return postings;
  }

  private static void cancel(Connection connection, List<UUID> rows, Instant now)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(CANCEL_OVER)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(statement, 2, "uuid", rows, id -> id);
      statement.executeUpdate();
    }
  }

  static int pile(Connection connection, String channel, Instant now, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PILE)) {
      statement.setString(1, channel);
      Columns.setInstant(statement, 2, now);
      Columns.setInstant(statement, 3, now);
      statement.setInt(4, most);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static List<Head> heads(
      Connection connection,
      String channel,
      Instant now,
      Instant until,
      int limit,
      boolean together)
      throws SQLException {
    List<Head> heads = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      statement.setBoolean(1, together);
      statement.setString(2, channel);
      Columns.setInstant(statement, 3, now);
      Columns.setInstant(statement, 4, now);
      Columns.setInstant(statement, 5, now);
      Columns.setInstant(statement, 6, now);
      statement.setInt(7, limit);
      Columns.setInstant(statement, 8, until);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          heads.add(head(row));
        }
      }
    }
    heads.sort(Comparator.comparing(Head::createdAt));
    return heads;
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getObject("id", UUID.class),
        row.getObject("incident", UUID.class),
        Occasion.ofWord(row.getString("occasion")),
        row.getInt("ordinal"),
        row.getInt("attempts"),
        row.getString("because"),
        Columns.instant(row, "caused_at"),
        Columns.instant(row, "created_at"),
        Optional.ofNullable(row.getString("content")),
        row.getBoolean("doubtful"),
        row.getBoolean("held"),
        new ArrayList<>());
  }

  private static void takeAlong(
      Connection connection, String channel, List<Head> heads, Instant until) throws SQLException {
    Map<UUID, Head> byIncident = new LinkedHashMap<>();
    heads.forEach(head -> byIncident.put(head.incident(), head));
    try (PreparedStatement statement = connection.prepareStatement(TAKE_ALONG)) {
      Columns.setInstant(statement, 1, until);
      Columns.bind(statement, 2, "uuid", heads, Head::id);
      Columns.bind(statement, 3, "uuid", heads, Head::incident);
      Columns.bind(statement, 4, "text", heads, head -> head.occasion().word());
      statement.setString(5, channel);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Occasion occasion = Occasion.ofWord(row.getString("occasion"));
          byIncident
              .get(row.getObject("incident", UUID.class))
              .along()
              .add(
                  new Head.Along(
                      row.getObject("id", UUID.class),
                      occasion,
                      row.getInt("ordinal"),
                      row.getBoolean("held")));
        }
      }
    }
  }

  private Map<UUID, Statement> contents(Connection connection, List<Head> heads)
      throws SQLException {
    Map<UUID, Statement> contents = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(CONTENT)) {
      Columns.bind(statement, 1, "uuid", heads, Head::incident);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Check check = json.check(row.getString("definition"));
          contents.put(
              row.getObject("id", UUID.class),
              new Statement(incidents.incident(row), check, Optional.empty()));
        }
      }
    }
    return contents;
  }

  private static Map<UUID, Told> told(Connection connection, String channel, List<Head> heads)
      throws SQLException {
    Map<UUID, Told> told = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ANSWERS)) {
      statement.setString(1, channel);
      Columns.bind(statement, 2, "uuid", heads, Head::incident);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          told.merge(row.getObject("incident", UUID.class), answer(row), ClaimedRows::both);
        }
      }
    }
    return told;
  }

  private static Told answer(ResultSet row) throws SQLException {
    Occasion occasion = Occasion.ofWord(row.getString("occasion"));
    boolean delivered = row.getString("delivery").equals("delivered");
    // An end whose opening was not delivered has told both.
    boolean tells = Head.BEGINNINGS.contains(occasion) || occasion == Occasion.RESOLVED;
    int ordinal = row.getInt("ordinal");
    Optional<String> receipt = Optional.ofNullable(row.getString("receipt"));
    return new Told(
        tells && delivered,
        tells ? receipt : Optional.empty(),
        receipt.map(value -> new Receipt(occasion, ordinal, value)).stream().toList(),
        occasion == Occasion.RESOLVED && delivered ? ordinal : -1,
        occasion == Occasion.REOPENED && delivered ? ordinal : -1);
  }

  private static Told both(Told first, Told second) {
    List<Receipt> receipts = new ArrayList<>(first.receipts());
    receipts.addAll(second.receipts());
    return new Told(
        first.begun() || second.begun(),
        first.root().or(second::root),
        receipts,
        Math.max(first.ended(), second.ended()),
        Math.max(first.anew(), second.anew()));
  }

  private static Posting posting(
      String channel, Head head, Statement said, Told before, Instant until) {
    return new Posting(
        head.rows(),
        channel,
        head.telling(before.begun()),
        said.incident(),
        said.check(),
        head.attempts(),
        before.root(),
        head.doubtful(),
        head.causedAt(),
        head.ordinal(),
        head.because(),
        before.receipts(),
        said.listing(),
        Optional.of(until));
  }
}
