package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;

import io.vigie.alert.incident.Entry;
import io.vigie.contract.command.Command;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rows of what others are to be asked for. */
final class CommandRows {

  static final String SELECT = "select command from alert.command order by created_at limit ?";

  private static final String INSERT =
      """
      insert into alert.command (id, item, command, created_at)
      select * from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
      on conflict (id) do nothing
      """;
  private static final String DELETE =
      "delete from alert.command c using unnest(?::uuid[]) as u (id) where c.id = u.id";

  private final Json json;

  CommandRows(Json json) {
    this.json = json;
  }

  /** Writes what entries ask for; returns how much that is. */
  int write(Connection connection, List<Entry> entries) throws SQLException {
    List<Command> commands = entries.stream().flatMap(one -> one.commands().stream()).toList();
    return Columns.update(
        connection,
        INSERT,
        commands,
        uuid(Command::id),
        text(Command::subject),
        text(json::write),
        time(Command::at));
  }

  /** Forgets what was published. */
  int published(Connection connection, List<Command> commands) throws SQLException {
    return Columns.update(connection, DELETE, commands, uuid(Command::id));
  }

  Command command(ResultSet row) throws SQLException {
    return json.command(row.getString(1));
  }
}
