package io.vigie.report.postgres;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.Seen;
import io.vigie.report.record.WatchedItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Items with their newest state and pulse, without reading any JSON. */
final class WatchedRows {

  static final String SELECT =
      """
      select item.id, item.system_title, item.title, item.category, item.severity,
             item.patience_millis, item.decided_by,
             state.version, state.state, state.since, state.as_of, state.reason, state.incident,
             pulse.due_at, pulse.finished_at, pulse.outcome, pulse.summary, pulse.failures
      from report.item
      left join report.state on state.id = item.id
      left join report.pulse on pulse.id = item.id
      where item.removed_at is null
      """;

  private WatchedRows() {}

  static WatchedItem read(ResultSet row) throws SQLException {
    ItemId item = ItemId.parse(row.getString("id"));
    return new WatchedItem(
        item,
        row.getString("system_title"),
        row.getString("title"),
        row.getString("category"),
        Severity.valueOf(row.getString("severity")),
        Duration.ofMillis(row.getLong("patience_millis")),
        row.getInt("decided_by"),
        status(item, row),
        pulse(row));
  }

  private static Optional<ItemStatus> status(ItemId item, ResultSet row) throws SQLException {
    if (row.getString("state") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new ItemStatus(
            item,
            row.getLong("version"),
            ItemState.ofWord(row.getString("state")),
            instant(row, "since"),
            instant(row, "as_of"),
            row.getString("reason"),
            Optional.ofNullable(row.getObject("incident", UUID.class)).map(IncidentId::new)));
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
