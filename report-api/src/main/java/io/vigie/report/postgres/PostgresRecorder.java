package io.vigie.report.postgres;

import static io.vigie.report.postgres.Database.query;
import static io.vigie.report.postgres.Database.update;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Change;
import io.vigie.report.record.Change.Kind;
import io.vigie.report.record.Latest;
import io.vigie.report.record.Latest.Keyed;
import io.vigie.report.record.Recorder;
import io.vigie.report.record.Seen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes each batch with one statement per table: the messages travel as one JSON array. What is
 * older than what is there is left out by the statement itself, and only what really changed is
 * announced.
 */
@ApplicationScoped
public class PostgresRecorder implements Recorder {

  private final Database database;
  private final PingAddresses addresses;

  @Inject
  public PostgresRecorder(Database database) {
    this.database = database;
    this.addresses = new PingAddresses(database);
  }

  private record StoredCheck(Check check, Optional<UUID> ping) {}

  private record StoredResult(Result result, Seen outcome, Instant finishedAt, String summary) {}

  @Override
  public void checks(Latest<ItemId, Check> checks) {
    List<StoredCheck> rows =
        checks.present().stream()
            .map(check -> new StoredCheck(check, addresses.of(check)))
            .toList();
    database.inTransaction(
        connection -> {
          List<Change> changes =
              query(
                  connection,
                  Sql.REMOVE_ITEMS,
                  row -> change(Kind.CHECK, row, 0),
                  checks.removed());
          changes.addAll(
              query(
                  connection,
                  Sql.KEEP_ITEMS,
                  row -> change(Kind.CHECK, row, 0),
                  StoredJson.array(rows)));
          return Notices.send(connection, changes);
        });
  }

  @Override
  public void results(List<Result> results) {
    List<StoredResult> rows = results.stream().map(PostgresRecorder::stored).toList();
    database.inTransaction(
        connection -> {
          List<String> touched =
              query(connection, Sql.APPEND_RESULTS, row -> row.getString(1), StoredJson.array(rows))
                  .stream()
                  .distinct()
                  .sorted()
                  .toList();
          query(connection, Sql.TAKE_TURNS, row -> true, touched);
          update(connection, Sql.TAKE_PULSE, touched);
          return Notices.send(
              connection,
              touched.stream().map(item -> Change.of(Kind.RESULT, ItemId.parse(item), 0)).toList());
        });
  }

  @Override
  public void states(List<Keyed<ItemId, ItemStatus>> batch) {
    Latest<ItemId, ItemStatus> states = Latest.of(batch, PostgresRecorder::newer);
    List<ItemStatus> history = batch.stream().flatMap(k -> k.message().stream()).toList();
    database.inTransaction(
        connection -> {
          List<Change> changes =
              query(
                  connection,
                  Sql.REMOVE_STATES,
                  row -> change(Kind.STATE, row, row.getLong(2)),
                  states.removed());
          changes.addAll(
              query(
                  connection,
                  Sql.KEEP_STATES,
                  row -> change(Kind.STATE, row, row.getLong(2)),
                  StoredJson.array(states.present())));
          update(connection, Sql.KEEP_HISTORY, StoredJson.array(history));
          return Notices.send(connection, changes);
        });
  }

  @Override
  public void incidents(List<Incident> incidents, List<Notification> notifications) {
    database.inTransaction(
        connection -> {
          List<Change> changes = new ArrayList<>();
          changes.addAll(keepAlerts(connection, Sql.KEEP_INCIDENTS, newestIncidents(incidents)));
          changes.addAll(
              keepAlerts(connection, Sql.KEEP_NOTIFICATIONS, newestNotifications(notifications)));
          return Notices.send(connection, changes);
        });
  }

  private record StoredSilence(Silence silence, Instant endsAt) {}

  @Override
  public void silences(List<Silence> silences) {
    List<StoredSilence> rows =
        Latest.of(
                silences.stream().map(s -> new Keyed<>(s.id(), Optional.of(s))).toList(),
                (a, b) -> b.version() > a.version() ? b : a)
            .present()
            .stream()
            .map(silence -> new StoredSilence(silence, silence.end()))
            .toList();
    database.inTransaction(
        connection -> {
          int changed = update(connection, Sql.KEEP_SILENCES, StoredJson.array(rows));
          return Notices.send(connection, changed == 0 ? List.of() : List.of(Change.silence()));
        });
  }

  @Override
  public void checklists(Latest<String, ChecklistReport> checklists) {
    database.inTransaction(
        connection -> {
          int changed = update(connection, Sql.REMOVE_CHECKLISTS, checklists.removed());
          changed +=
              update(connection, Sql.KEEP_CHECKLISTS, StoredJson.array(checklists.present()));
          return Notices.send(connection, changed == 0 ? List.of() : List.of(Change.checklist()));
        });
  }

  private static List<Change> keepAlerts(Connection connection, String sql, List<?> messages)
      throws SQLException {
    return query(
        connection,
        sql,
        row -> change(Kind.INCIDENT, row, row.getLong(2)),
        StoredJson.array(messages));
  }

  /** One statement may touch a row only once. */
  private static List<Incident> newestIncidents(List<Incident> incidents) {
    return Latest.of(
            incidents.stream().map(i -> new Latest.Keyed<>(i.id(), Optional.of(i))).toList(),
            (a, b) -> b.version() > a.version() ? b : a)
        .present();
  }

  private static List<Notification> newestNotifications(List<Notification> notifications) {
    return Latest.of(
            notifications.stream().map(n -> new Latest.Keyed<>(n.id(), Optional.of(n))).toList(),
            (a, b) -> b.version() > a.version() ? b : a)
        .present();
  }

  private static ItemStatus newer(ItemStatus older, ItemStatus newer) {
    return newer.version() > older.version() ? newer : older;
  }

  private static StoredResult stored(Result result) {
    return new StoredResult(
        result,
        Seen.in(result.outcome()),
        result.startedAt().plus(result.took()),
        result.outcome().summary());
  }

  private static Change change(Kind kind, ResultSet row, long version) throws SQLException {
    return Change.of(kind, ItemId.parse(row.getString(1)), version);
  }
}
