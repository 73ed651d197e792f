package io.vigie.alert.postgres;

import io.vigie.alert.incident.Entry.Reopening;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Incidents that were over a short while ago and are open again. */
final class ReopeningRows {

  /** What it was told with is gone from it where that is over. */
  private static final String REOPEN =
      """
      with again as (
        select i.id, i.over_at is not null as over,
               exists (select 1 from alert.incident l where l.id = i.lead and l.over_at is null)
                 as led
          from alert.incident i where i.id = any(?) and i.resolved_at is not null
         order by i.id for update)
      update alert.incident n
         set resolved_at = null, over_at = null, resolution = '', version = n.version + 1,
             changed_at = ?, released_at = null, unfold_at = null,
             lead = case when again.led then n.lead end,
             fold_parent = case when again.led then n.fold_parent end,
             fold_reason = case when again.led then n.fold_reason end
        from again
       where n.id = again.id
      returning n.id, n.lead, again.over
      """;

  private static final String CONTENT =
      "select n.definition, "
          + IncidentRows.COLUMNS
          + " from alert.incident n where n.id = any(?) order by n.id";

  private final Json json;
  private final IncidentRows reading;

  ReopeningRows(Json json, IncidentRows reading) {
    this.json = json;
    this.reading = reading;
  }

  /**
   * One that is open again.
   *
   * @param lead what it is told with still
   * @param wasOver false where it was only waiting for others
   */
  record Reopened(IncidentId id, Optional<IncidentId> lead, boolean wasOver) {}

  /** An incident with the check that it is about. */
  record Content(Incident incident, Check check) {}

  List<Reopened> reopen(Connection connection, List<Reopening> reopenings, Instant now)
      throws SQLException {
    List<Reopened> reopened = new ArrayList<>();
    if (reopenings.isEmpty()) {
      return reopened;
    }
    try (PreparedStatement statement = connection.prepareStatement(REOPEN)) {
      Columns.bind(statement, 1, "uuid", reopenings, one -> one.incident().id());
      Columns.setInstant(statement, 2, now);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reopened.add(
              new Reopened(
                  new IncidentId(row.getObject("id", UUID.class)),
                  Optional.ofNullable(row.getObject("lead", UUID.class)).map(IncidentId::new),
                  row.getBoolean("over")));
        }
      }
    }
    return reopened;
  }

  List<Content> contents(Connection connection, List<IncidentId> incidents) throws SQLException {
    List<Content> contents = new ArrayList<>();
    if (incidents.isEmpty()) {
      return contents;
    }
    try (PreparedStatement statement = connection.prepareStatement(CONTENT)) {
      Columns.bind(statement, 1, "uuid", incidents, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          contents.add(new Content(reading.incident(row), json.check(row.getString("definition"))));
        }
      }
    }
    return contents;
  }
}
