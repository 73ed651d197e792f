package io.vigie.report.postgres;

import static io.vigie.report.postgres.Database.update;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.report.heartbeat.Heartbeats;
import io.vigie.report.heartbeat.JobReport;
import io.vigie.report.heartbeat.Ping;
import io.vigie.report.heartbeat.PingAddress;
import io.vigie.report.record.SystemKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
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

  /** Of the words of a job that are no verdict, so many are kept. */
  static final int MOST_SAID = 20;

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

  private static final String SYSTEMS =
      """
      select distinct system, environment from report.item
      where ping is not null and removed_at is null
      """;

  /** As {@link PingAddress#slug} writes an id. */
  private static final String NAMED =
      """
      select definition::text from report.item
      where system = ? and environment = ? and lower(replace(item, '.', '-')) = ?
        and ping is not null and removed_at is null
      order by id
      """;

  private static final String SAY =
      """
      insert into report.heartbeat_said (id, at, signal, rid, text, truncated)
      values (?, ?::timestamptz, ?, ?, ?, ?)
      """;

  private static final String SAID =
      """
      select at, signal, rid, text, truncated from report.heartbeat_said
      where id = ? order by at desc, nr desc
      """;

  private static final String FORGET_SAID =
      """
      delete from report.heartbeat_said where id = ? and nr in (
        select nr from report.heartbeat_said where id = ? order by at desc, nr desc offset ?)
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
  public JobReport job(ItemId item) {
    return new JobReport(
        addresses.of(item),
        addresses.keyOf(SystemKey.of(item)),
        PingAddress.slug(item.item()),
        database.query(SAID, PostgresHeartbeats::said, item.toString()));
  }

  @Override
  public Optional<Check> at(UUID address) {
    return database
        .query(
            "select definition::text from report.item where ping = ? and removed_at is null",
            row -> CHECK.require(row.getString(1)),
            address)
        .stream()
        .findFirst();
  }

  @Override
  public List<Check> named(String key, String slug) {
    return database
        .query(SYSTEMS, row -> new SystemKey(row.getString(1), row.getString(2)))
        .stream()
        .filter(system -> isSame(addresses.keyOf(system), key))
        .findFirst()
        .map(system -> named(system, slug))
        .orElse(List.of());
  }

  private List<Check> named(SystemKey system, String slug) {
    List<Check> found =
        database.query(
            NAMED,
            row -> CHECK.require(row.getString(1)),
            system.system(),
            system.environment(),
            PingAddress.slug(slug));
    Optional<Check> exact =
        found.stream().filter(check -> check.item().item().equals(slug)).findFirst();
    return exact.map(List::of).orElse(found);
  }

  @Override
  public void said(ItemId item, Ping ping, Instant at) {
    String id = item.toString();
    ping.body()
        .text()
        .ifPresent(
            text ->
                database.inTransaction(
                    connection ->
                        update(
                                connection,
                                SAY,
                                id,
                                at.toString(),
                                ping.signal().word(),
                                ping.run(),
                                text,
                                ping.body().truncated())
                            + update(connection, FORGET_SAID, id, id, MOST_SAID)));
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
        row -> new UnderWay(CHECK.require(row.getString(1)), row.getString(2), instant(row, 3)),
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

  private static JobReport.Said said(ResultSet row) throws SQLException {
    return new JobReport.Said(
        instant(row, 1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
  }

  /** A key is compared in the same time however much of it is right. */
  private static boolean isSame(String expected, String found) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), found.getBytes(UTF_8));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
