package io.vigie.report.postgres;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.report.record.Archive;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.Seen;
import io.vigie.report.record.SystemKey;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.uptime.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the record. Instants are given as text, so that they are rounded as they were stored. */
@ApplicationScoped
public class PostgresArchive implements Archive {

  private static final String INCIDENTS =
      """
      select message::text from report.incident
      where (?::boolean is null or (resolved_at is null) = ?::boolean)
        and (?::text is null or system = ?::text)
        and (?::text is null or environment = ?::text)
        and (?::text is null or item = ?::text)
        and (?::boolean is null or acknowledged = ?::boolean)
        and (?::boolean is null or (folded_into is not null) = ?::boolean)
        and (?::uuid is null or folded_into = ?::uuid)
        and (opened_at, id) < (?::timestamptz, ?::uuid)
      order by opened_at desc, id desc limit ?
      """;

  private static final StoredJson.Reading<Check> CHECK = StoredJson.readerOf(Check.class);
  private static final StoredJson.Reading<Result> RESULT = StoredJson.readerOf(Result.class);
  private static final StoredJson.Reading<Incident> INCIDENT = StoredJson.readerOf(Incident.class);
  private static final StoredJson.Reading<Notification> NOTIFICATION =
      StoredJson.readerOf(Notification.class);
  private static final StoredJson.Reading<Silence> SILENCE = StoredJson.readerOf(Silence.class);
  private static final StoredJson.Reading<ChecklistReport> CHECKLIST =
      StoredJson.readerOf(ChecklistReport.class);

  private final Database database;
  private final WatchedRows watched;

  @Inject
  public PostgresArchive(Database database) {
    this.database = database;
    this.watched = new WatchedRows(database);
  }

  @Override
  public List<WatchedItem> items() {
    return watched.all();
  }

  @Override
  public List<WatchedItem> items(SystemKey system) {
    return watched.where(
        "item.system = ? and item.environment = ?", system.system(), system.environment());
  }

  @Override
  public List<WatchedItem> items(Collection<ItemId> items) {
    return items.isEmpty() ? List.of() : watched.where("item.id = any (?)", List.copyOf(items));
  }

  @Override
  public Optional<WatchedItem> item(ItemId item) {
    return first(items(List.of(item)));
  }

  @Override
  public Optional<Check> definition(ItemId item) {
    return first(
        messages(
            CHECK,
            "select definition::text from report.item where id = ? and removed_at is null",
            item.toString()));
  }

  @Override
  public List<Held> history(ItemId item, Instant from) {
    return database.query(
        """
        select since, state from report.state_history
        where id = ? and since >= coalesce(
          (select max(since) from report.state_history where id = ? and since <= ?::timestamptz),
          '-infinity')
        order by since
        """,
        row ->
            new Held(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString(2)).map(StoredWords::state)),
        item.toString(),
        item.toString(),
        from.toString());
  }

  @Override
  public List<Result> results(ItemId item, Instant before, int limit) {
    return messages(
        RESULT,
        """
        select message::text from report.result
        where id = ? and due_at < ?::timestamptz order by due_at desc limit ?
        """,
        item.toString(),
        before.toString(),
        limit);
  }

  @Override
  public Optional<Result> lastPass(ItemId item) {
    return pinned("last_pass", item);
  }

  @Override
  public Optional<Result> firstFailure(ItemId item) {
    return pinned("first_failure", item);
  }

  @Override
  public Optional<Result> result(ItemId item, Instant dueAt, Seen outcome) {
    return first(
        messages(
            RESULT,
            """
            select message::text from report.result
            where id = ? and due_at = ?::timestamptz and outcome = ?
            order by finished_at, run limit 1
            """,
            item.toString(),
            dueAt.toString(),
            outcome.word()));
  }

  @Override
  public List<Incident> incidents(IncidentQuery wanted) {
    Boolean open = wanted.open().orElse(null);
    String system = wanted.system().orElse(null);
    String environment = wanted.environment().orElse(null);
    String item = wanted.item().map(ItemId::toString).orElse(null);
    Boolean acknowledged = wanted.acknowledged().orElse(null);
    Boolean folded = wanted.folded().orElse(null);
    String lead = wanted.lead().map(IncidentId::toString).orElse(null);
    return messages(
        INCIDENT,
        INCIDENTS,
        open,
        open,
        system,
        system,
        environment,
        environment,
        item,
        item,
        acknowledged,
        acknowledged,
        folded,
        folded,
        lead,
        lead,
        wanted.before().openedAt().toString(),
        wanted.before().id().toString(),
        wanted.limit());
  }

  @Override
  public Optional<Incident> incident(IncidentId id) {
    return first(
        messages(INCIDENT, "select message::text from report.incident where id = ?", id.value()));
  }

  @Override
  public List<Notification> notifications(List<IncidentId> incidents) {
    return messages(
        NOTIFICATION,
        """
        select message::text from report.notification
        where incident = any (?::uuid[]) order by created_at, message ->> 'channel', id
        """,
        incidents);
  }

  @Override
  public List<Silence> silences(int limit) {
    return messages(
        SILENCE,
        "select message::text from report.silence order by ends_at desc, id limit ?",
        limit);
  }

  @Override
  public Optional<Silence> silence(UUID id) {
    return first(messages(SILENCE, "select message::text from report.silence where id = ?", id));
  }

  @Override
  public List<ChecklistReport> checklists() {
    return messages(CHECKLIST, "select message::text from report.checklist order by file");
  }

  /** What this version can read of what is there. */
  private <T> List<T> messages(StoredJson.Reading<T> reading, String sql, Object... parameters) {
    return database.query(sql, row -> reading.read(row.getString(1)), parameters).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Result> pinned(String which, ItemId item) {
    return first(
        messages(
            RESULT,
            "select message::text from report.result r join report.pulse p on r.run = p."
                + which
                + " where p.id = ?",
            item.toString()));
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
