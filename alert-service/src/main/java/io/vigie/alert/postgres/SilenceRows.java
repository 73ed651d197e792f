package io.vigie.alert.postgres;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.silence.Muting;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Mute;
import io.vigie.contract.command.Command.Unmute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of silences. */
final class SilenceRows {

  static final String COLUMNS =
      "id, version, matcher, reason, by_whom, from_at, until_at, ended_at, ended_by";

  private static final String BEGIN =
      """
      insert into alert.silence (id, matcher, reason, by_whom, from_at, until_at, changed_at)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do nothing
      """;
  private static final String END =
      """
      update alert.silence
         set ended_at = ?, ended_by = ?, version = version + 1, changed_at = ?
       where id = ? and ended_at is null and until_at > ?
      """;

  /** What is held is looked at again: whatever still holds it holds it anew. */
  private static final String LET_GO =
      """
      update alert.notification set due_at = ?
       where delivery = 'pending' and if_still_failing and attempts = 0 and due_at > ?
      """;

  private static final String LASTING =
      "select "
          + COLUMNS
          + " from alert.silence where until_at > ? and (ended_at is null or ended_at > ?)"
          + " order by from_at, id";

  private final Json json;
  private final Silences known;

  SilenceRows(Json json, Silences known) {
    this.json = json;
    this.known = known;
  }

  Taken mute(Connection connection, Command command, Mute order, Instant now) throws SQLException {
    return switch (Muting.judge(command, order, now)) {
      case Muting.Begun(Silence silence) -> begin(connection, silence, now);
      case Muting.Refused(String why) -> Taken.refused(why);
    };
  }

  private Taken begin(Connection connection, Silence silence, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setObject(1, silence.id());
      statement.setString(2, Columns.storable(json.write(silence.matcher())));
      statement.setString(3, Columns.storable(silence.reason()));
      statement.setString(4, Columns.storable(silence.by()));
      Columns.setInstant(statement, 5, silence.from());
      Columns.setInstant(statement, 6, silence.until());
      Columns.setInstant(statement, 7, now);
      return statement.executeUpdate() > 0
          ? Taken.done(new Written(1, 0, 0))
          : Taken.refused("silence: must be new, was known already: " + silence.id());
    }
  }

  Taken unmute(Connection connection, Command command, Unmute order, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      Columns.setInstant(statement, 1, now);
      statement.setString(2, Columns.storable(command.by().orElse("")));
      Columns.setInstant(statement, 3, now);
      statement.setObject(4, order.silence());
      Columns.setInstant(statement, 5, now);
      if (statement.executeUpdate() == 0) {
        return Taken.refused("silence: must be one that lasts, was " + order.silence());
      }
    }
    return Taken.done(new Written(1, letGo(connection, now), 0));
  }

  private static int letGo(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LET_GO)) {
      Columns.setInstant(statement, 1, now);
      Columns.setInstant(statement, 2, now);
      return statement.executeUpdate();
    }
  }

  /** Those that are not over. */
  List<Silence> lasting(Connection connection, Instant now) throws SQLException {
    List<Silence> lasting = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LASTING)) {
      Columns.setInstant(statement, 1, now);
      Columns.setInstant(statement, 2, now);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lasting.add(silence(row));
        }
      }
    }
    return lasting;
  }

  /** Lets this process know what is written. */
  void learn(Transactions transactions, Instant now) {
    known.know(transactions.run("read silences", connection -> lasting(connection, now)));
  }

  Silence silence(ResultSet row) throws SQLException {
    String by = row.getString("ended_by");
    Optional<Acknowledgement> ended =
        Columns.maybeInstant(row, "ended_at")
            .map(at -> new Acknowledgement(by == null ? "" : by, at));
    return new Silence(
        row.getObject("id", UUID.class),
        row.getLong("version"),
        json.matcher(row.getString("matcher")),
        row.getString("reason"),
        row.getString("by_whom"),
        Columns.instant(row, "from_at"),
        Columns.instant(row, "until_at"),
        ended);
  }
}
