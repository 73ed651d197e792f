package io.vigie.report.postgres;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.Seen;
import io.vigie.report.record.WatchedItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Items with their newest state and pulse, reading no definition twice. */
final class WatchedRows {

  private static final String SELECT =
      """
      select item.id, item.xmin::text as edition,
             state.version, state.state, state.since, state.as_of, state.reason, state.incident,
             state.warning, state.waiver::text as waiver,
             pulse.due_at, pulse.finished_at, pulse.outcome, pulse.summary, pulse.failures
      from report.item
      left join report.state on state.id = item.id
      left join report.pulse on pulse.id = item.id
      where item.removed_at is null
      """;

  private static final StoredJson.Reading<Waiver> WAIVER = StoredJson.readerOf(Waiver.class);

  private final Database database;
  private final Definitions definitions;

  WatchedRows(Database database) {
    this.database = database;
    this.definitions = new Definitions(database);
  }

  /** An item whose definition is not read yet. */
  private record Row(
      String id, String edition, Optional<ItemStatus> status, Optional<Pulse> pulse) {

    Optional<WatchedItem> with(Map<String, Check> checks) {
      return Optional.ofNullable(checks.get(id))
          .map(check -> new WatchedItem(check, status, pulse));
    }
  }

  /** Every item, in the order of the ids. */
  List<WatchedItem> all() {
    List<Row> rows = database.query(SELECT + " order by item.id", WatchedRows::read);
    definitions.retain(editions(rows));
    return watched(rows);
  }

  /** The items that meet a condition, in the order of the ids. */
  List<WatchedItem> where(String condition, Object... parameters) {
    return watched(
        database.query(
            SELECT + " and " + condition + " order by item.id", WatchedRows::read, parameters));
  }

  private List<WatchedItem> watched(List<Row> rows) {
    Map<String, Check> checks = definitions.of(editions(rows));
    return rows.stream().flatMap(row -> row.with(checks).stream()).toList();
  }

  private static Map<String, String> editions(List<Row> rows) {
    return rows.stream().collect(Collectors.toMap(Row::id, Row::edition));
  }

  private static Row read(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new Row(id, row.getString("edition"), status(ItemId.parse(id), row), pulse(row));
  }

  private static Optional<ItemStatus> status(ItemId item, ResultSet row) throws SQLException {
    if (row.getString("state") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ItemStatus(
            item,
            row.getLong("version"),
            StoredWords.state(row.getString("state")),
            instant(row, "since"),
            instant(row, "as_of"),
            row.getString("reason"),
            Optional.ofNullable(row.getObject("incident", UUID.class)).map(IncidentId::new),
            Optional.ofNullable(row.getString("warning")),
            Optional.ofNullable(row.getString("waiver")).flatMap(WAIVER::read)));
  }

  private static Optional<Pulse> pulse(ResultSet row) throws SQLException {
    if (row.getString("outcome") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Pulse(
            instant(row, "due_at"),
            instant(row, "finished_at"),
            Seen.ofWord(row.getString("outcome")),
            row.getString("summary"),
            row.getInt("failures")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
