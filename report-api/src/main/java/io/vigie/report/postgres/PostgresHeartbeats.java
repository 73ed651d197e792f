package io.vigie.report.postgres;

import static io.vigie.report.postgres.Database.update;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.report.heartbeat.Heartbeats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Heartbeats in PostgreSQL. */
@ApplicationScoped
public class PostgresHeartbeats implements Heartbeats {

  /** Of more runs that never end, the oldest are forgotten. */
  static final int MOST_UNDER_WAY = 100;

  private static final String START =
      """
      insert into report.heartbeat_run (id, rid, started_at, end_by)
      values (?, ?, ?::timestamptz, ?::timestamptz)
      on conflict (id, rid) do update set
        started_at = excluded.started_at, end_by = excluded.end_by, told = false
      """;

  private static final String FORGET =
      """
      delete from report.heartbeat_run where id = ? and rid in (
        select rid from report.heartbeat_run where id = ? order by started_at desc offset ?)
      """;

  private static final String OVERDUE =
      """
      select item.definition::text, run.rid, run.started_at
      from report.heartbeat_run run join report.item on item.id = run.id
      where not run.told and run.end_by <= ?::timestamptz and item.removed_at is null
      order by run.end_by limit ?
      """;

  private static final StoredJson.Reading<Check> CHECK = StoredJson.readerOf(Check.class);

  private final Database database;
  private final PingAddresses addresses;

  @Inject
  public PostgresHeartbeats(Database database) {
    this.database = database;
    this.addresses = new PingAddresses(database);
  }

  @Override
  public UUID address(ItemId item) {
    return addresses.of(item);
  }

  @Override
  public Optional<Check> at(UUID address) {
    return database
        .query(
            "select definition::text from report.item where ping = ? and removed_at is null",
            row -> CHECK.read(row.getString(1)),
            address)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Instant> startOf(ItemId item, String run) {
    return database
        .query(
            "select started_at from report.heartbeat_run where id = ? and rid = ?",
            row -> instant(row, 1),
            item.toString(),
            run)
        .stream()
        .findFirst();
  }

  @Override
  public void started(ItemId item, String run, Instant at, Optional<Instant> endBy) {
    String id = item.toString();
    String end = endBy.map(Instant::toString).orElse(null);
    database.inTransaction(
        connection ->
            update(connection, START, id, run, at.toString(), end)
                + update(connection, FORGET, id, id, MOST_UNDER_WAY));
  }

  @Override
  public void ended(ItemId item, String run) {
    database.inTransaction(
        connection ->
            update(
                connection,
                "delete from report.heartbeat_run where id = ? and rid = ?",
                item.toString(),
                run));
  }

  @Override
  public List<UnderWay> overdue(Instant now, int most) {
    return database.query(
        OVERDUE,
        row -> new UnderWay(CHECK.read(row.getString(1)), row.getString(2), instant(row, 3)),
        now.toString(),
        most);
  }

  @Override
  public void told(UnderWay run) {
    database.inTransaction(
        connection ->
            update(
                connection,
                """
                update report.heartbeat_run set told = true
                where id = ? and rid = ? and started_at = ?::timestamptz
                """,
                run.check().item().toString(),
                run.run(),
                run.startedAt().toString()));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
