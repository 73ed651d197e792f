package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;

import io.vigie.alert.followup.Digest.Message;
import io.vigie.alert.followup.Digest.Told;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.NextStep;
import io.vigie.alert.followup.Situation;
import io.vigie.alert.incident.Noted;
import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** {@link FollowUps} in PostgreSQL. */
public final class PostgresFollowUps implements FollowUps {

  private static final String DUE =
      "select n.definition, "
          + IncidentRows.COLUMNS
          + " from alert.incident n where n.over_at is null and n.followup_at <= ?"
          + " order by n.followup_at limit ? for update of n skip locked";
  private static final String SAID =
      """
      select incident, channel, occasion, created_at, coalesce(held_until, created_at) as from_at
        from alert.notification
       where incident = any(?) and occasion in ('opened', 'escalated', 'reminded')
         and delivery <> 'cancelled'
      """;
  private static final String LATER =
      """
      update alert.incident i set followup_at = u.at
        from unnest(?::uuid[], ?::timestamptz[]) as u (id, at)
       where i.id = u.id
      """;
  private static final String BETWEEN =
      "select n.definition, "
          + IncidentRows.COLUMNS
          + " from alert.incident n"
          + " where n.opened_at <= ? and (n.over_at is null or n.over_at > ?)"
          + " order by n.opened_at, n.id";
  private static final String OWE =
      """
      insert into alert.notification
        (id, item, channel, occasion, content, because, caused_at, created_at, due_at, changed_at)
      select u.id, u.item, u.channel, 'digest', u.content, 'once a day', u.now, u.now, u.now, u.now
        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
          as u (id, item, channel, content, now)
      on conflict (id) do nothing
      """;
  private static final List<String> FORGET =
      List.of(
          "delete from alert.order_taken where at < ?",
          "delete from alert.silence where until_at < ? and version = published_version",
          "delete from alert.notification where incident is null and created_at < ?"
              + " and delivery <> 'pending' and version = published_version");

  private final Transactions transactions;
  private final Json json = new Json();
  private final IncidentRows incidents = IncidentRows.forReading(json);
  private final OwedRows owed = new OwedRows();
  private final RemarkRows remarks = new RemarkRows();

  public PostgresFollowUps(DataSource database) {
    this.transactions = new Transactions(database);
  }

  /** What was said of an incident. */
  private record Said(UUID incident, String channel, Occasion occasion, Instant at, Instant from) {}

  @Override
  public Looked look(Function<Situation, NextStep> decide, Instant now, int limit) {
    return transactions.run("follow up", connection -> look(connection, decide, now, limit));
  }

  private Looked look(
      Connection connection, Function<Situation, NextStep> decide, Instant now, int limit)
      throws SQLException {
    Map<UUID, NextStep> steps = new LinkedHashMap<>();
    List<Debt> debts = new ArrayList<>();
    List<Noted> escalated = new ArrayList<>();
    for (Situation situation : situations(connection, due(connection, now, limit))) {
      NextStep step = decide.apply(situation);
      steps.put(situation.incident().id().value(), step);
      step.owed().forEach(one -> debts.add(debt(situation.incident(), one, now)));
      if (step.escalates()) {
        escalated.add(note(situation.incident(), step, now));
      }
    }
    Columns.update(
        connection,
        LATER,
        steps.entrySet(),
        uuid(Map.Entry::getKey),
        time(step -> step.getValue().lookAgain()));
    remarks.add(connection, escalated, now);
    return new Looked(steps.size(), owed.owe(connection, debts));
  }

  private static Noted note(Incident incident, NextStep step, Instant now) {
    return new Noted(
        incident.id(),
        new Remark(now, Remark.Kind.ESCALATED, Optional.empty(), step.owed().getFirst().because()));
  }

  private List<Told> due(Connection connection, Instant now, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      Columns.setInstant(statement, 1, now);
      statement.setInt(2, limit);
      return told(statement);
    }
  }

  private List<Told> told(PreparedStatement statement) throws SQLException {
    List<Told> told = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        Check check = json.check(row.getString("definition"));
        told.add(new Told(incidents.incident(row), check));
      }
    }
    return told;
  }

  private static List<Situation> situations(Connection connection, List<Told> due)
      throws SQLException {
    if (due.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<Said>> said = said(connection, due);
    return due.stream()
        .map(one -> situation(one, said.getOrDefault(one.incident().id().value(), List.of())))
        .toList();
  }

  private static Map<UUID, List<Said>> said(Connection connection, Collection<Told> due)
      throws SQLException {
    Map<UUID, List<Said>> said = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SAID)) {
      Columns.bind(statement, 1, "uuid", due, one -> one.incident().id());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID incident = row.getObject("incident", UUID.class);
          said.computeIfAbsent(incident, _ -> new ArrayList<>())
              .add(
                  new Said(
                      incident,
                      row.getString("channel"),
                      Occasion.ofWord(row.getString("occasion")),
                      Columns.instant(row, "created_at"),
                      Columns.instant(row, "from_at")));
        }
      }
    }
    return said;
  }

  private static Situation situation(Told told, List<Said> said) {
    Set<String> channels = new TreeSet<>();
    said.forEach(one -> channels.add(one.channel()));
    return new Situation(
        told.incident(),
        told.check(),
        of(said, Occasion.OPENED).map(Said::from).min(Instant::compareTo),
        channels,
        of(said, Occasion.ESCALATED).map(Said::at).max(Instant::compareTo),
        of(said, Occasion.REMINDED).map(Said::at).max(Instant::compareTo),
        (int) of(said, Occasion.REMINDED).map(Said::at).distinct().count());
  }

  private static Stream<Said> of(List<Said> said, Occasion occasion) {
    return said.stream().filter(one -> one.occasion() == occasion);
  }

  private static Debt debt(Incident incident, NextStep.Owed owed, Instant now) {
    return new Debt(
        incident.id().value(),
        incident.item().toString(),
        owed.channel(),
        owed.occasion(),
        owed.ordinal(),
        now,
        false,
        owed.because(),
        now,
        now);
  }

  @Override
  public List<Told> between(Instant from, Instant to) {
    return transactions.run(
        "read what is told once a day",
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(BETWEEN)) {
            Columns.setInstant(statement, 1, to);
            Columns.setInstant(statement, 2, from);
            return told(statement).stream().filter(one -> one.incident().fold().isEmpty()).toList();
          }
        });
  }

  @Override
  public int owe(List<Message> digests, Instant now) {
    return transactions.run(
        "owe digests",
        connection ->
            Columns.update(
                connection,
                OWE,
                digests,
                uuid(Message::id),
                text(one -> one.said().check().item()),
                text(Message::channel),
                text(one -> json.write(one.said())),
                time(_ -> now)));
  }

  @Override
  public int forget(Instant before) {
    return transactions.run(
        "forget what was asked for",
        connection -> {
          int forgotten = 0;
          for (String sql : FORGET) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              Columns.setInstant(statement, 1, before);
              forgotten += statement.executeUpdate();
            }
          }
          return forgotten;
        });
  }
}
