package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;

import io.vigie.alert.incident.Noted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows of what people and Vigie did about incidents. */
final class RemarkRows {

  private static final String INSERT =
      """
      insert into alert.remark (incident, at, kind, by_whom, text)
      select u.* from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
          as u (incident, at, kind, by_whom, text)
        join alert.incident i on i.id = u.incident
      """;
  private static final String TELL =
      """
      update alert.incident i set version = i.version + 1, changed_at = ?
       where i.id = any(?)
      """;

  /** Writes lines; the versions of their incidents stay. */
  void write(Connection connection, List<Noted> lines) throws SQLException {
    Columns.update(
        connection,
        INSERT,
        lines,
        uuid(Noted::incident),
        time(line -> line.remark().at()),
        text(line -> line.remark().kind().word()),
        text(line -> line.remark().by()),
        text(line -> line.remark().text()));
  }

  /** Writes lines and has others hear of their incidents. */
  void add(Connection connection, List<Noted> lines, Instant now) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    write(connection, lines);
    try (PreparedStatement statement = connection.prepareStatement(TELL)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(
          statement,
          2,
          "uuid",
          lines.stream().map(Noted::incident).distinct().toList(),
          incident -> incident);
      statement.executeUpdate();
    }
  }
}
