package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of incidents and of the messages that are owed for them. */
final class IncidentRows {

  static final String COLUMNS = "n.opening, n.version, n.resolved_at, n.resolution";

  private static final String OPEN =
      """
      insert into alert.incident
        (id, item, opened_at, opening, definition, resolved_at, resolution, changed_at)
      select * from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                           ?::timestamptz[], ?::text[], ?::timestamptz[])
      on conflict (id) do nothing
      """;
  private static final String RESOLVE =
      """
      update alert.incident i
         set resolved_at = u.at, resolution = u.resolution, version = i.version + 1,
             changed_at = u.at
        from unnest(?::uuid[], ?::timestamptz[], ?::text[]) as u (id, at, resolution)
       where i.id = u.id and i.resolved_at is null
      """;
  private final Json json;
  private final Audience audience;
  private final OwedRows owed = new OwedRows();

  IncidentRows(Json json, Audience audience) {
    this.json = json;
    this.audience = audience;
  }

  /** For those who only read incidents. */
  static IncidentRows forReading(Json json) {
    return new IncidentRows(json, (_, _) -> new Plan("", List.of()));
  }

  private record Opened(Incident incident, Check check, Instant causedAt) {}

  /**
   * Writes the incidents of entries and owes a message to each channel concerned; returns how many
   * are owed. What is over is closed first: no two incidents of an item are ever open at once. A
   * resolution is owed to each channel that was owed the opening, whatever the routes say now.
   */
  int write(Connection connection, List<Entry> entries, Map<ItemId, Check> checks)
      throws SQLException {
    List<Opened> opened = entries.stream().flatMap(entry -> opened(entry, checks)).toList();
    List<Closing> closings = entries.stream().flatMap(entry -> entry.closings().stream()).toList();
    resolve(connection, closings);
    open(connection, opened);
    return oweOpenings(connection, opened) + oweResolutions(connection, closings);
  }

  private void open(Connection connection, List<Opened> opened) throws SQLException {
    Columns.update(
        connection,
        OPEN,
        opened,
        uuid(open -> open.incident().id()),
        text(open -> open.incident().item()),
        time(open -> open.incident().openedAt()),
        text(open -> json.write(open.incident())),
        text(open -> json.write(open.check())),
        time(open -> open.incident().resolvedAt()),
        text(open -> open.incident().resolution()),
        time(open -> open.incident().openedAt()));
  }

  private static void resolve(Connection connection, List<Closing> closings) throws SQLException {
    Columns.update(
        connection,
        RESOLVE,
        closings,
        uuid(closing -> closing.incident().id()),
        time(Closing::at),
        text(closing -> closing.incident().resolution()));
  }

  private int oweOpenings(Connection connection, List<Opened> opened) throws SQLException {
    return owed.owe(connection, opened.stream().flatMap(this::debts).toList());
  }

  private Stream<Debt> debts(Opened opened) {
    Incident incident = opened.incident();
    Plan plan = audience.plan(opened.check(), incident.openedAt());
    return plan.opening().stream()
        .map(
            told ->
                new Debt(
                    incident.id().value(),
                    incident.item().toString(),
                    told.channel(),
                    Occasion.OPENED,
                    0,
                    told.at(),
                    told.ifStillFailing(),
                    told.because(),
                    opened.causedAt(),
                    incident.openedAt()));
  }

  private int oweResolutions(Connection connection, List<Closing> closings) throws SQLException {
    return owed.tellAgain(
        connection,
        closings.stream()
            .map(
                closing ->
                    new Again(
                        closing.incident().id().value(),
                        Occasion.RESOLVED,
                        closing.causedAt(),
                        closing.at()))
            .toList());
  }

  /** The incident of a row that was read with {@link #COLUMNS}. */
  Incident incident(ResultSet row) throws SQLException {
    Incident opening = json.incident(row.getString("opening"));
    return new Incident(
        opening.id(),
        row.getLong("version"),
        opening.item(),
        opening.severity(),
        opening.title(),
        opening.firstFailedAt(),
        opening.openedAt(),
        Columns.maybeInstant(row, "resolved_at"),
        opening.lastPassedAt(),
        opening.firstFailure(),
        row.getString("resolution"));
  }

  private static Stream<Opened> opened(Entry entry, Map<ItemId, Check> checks) {
    Check check = checks.get(entry.after().id());
    return entry.openings().stream()
        .map(
            opening ->
                new Opened(
                    incident(opening, entry.closingOf(opening), check), check, opening.causedAt()));
  }

  private static Incident incident(Entry.Opening opening, Optional<Closing> closing, Check check) {
    return new Incident(
        opening.incident().id(),
        1,
        check.item(),
        check.meaning().severity(),
        check.meaning().title(),
        opening.incident().firstFailedAt(),
        opening.at(),
        closing.map(Closing::at),
        opening.incident().lastPassedAt(),
        new Outcome.Failed(opening.incident().firstFailure()),
        closing.map(over -> over.incident().resolution()).orElse(""));
  }
}
