package io.vigie.alert.postgres;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Noted;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.command.Command;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people do about an incident: they look after it, or say something. */
final class IncidentOrders {

  private static final String NOBODY = "somebody";

  private static final String ACKNOWLEDGE =
      """
      update alert.incident i
         set ack_by = coalesce(i.ack_by, ?), ack_at = coalesce(i.ack_at, ?)
       where i.id = ? and i.over_at is null
      returning i.ack_by = ? and i.ack_at = ? as first
      """;
  private static final String EXISTS = "select over_at from alert.incident where id = ?";

  private final RemarkRows remarks = new RemarkRows();
  private final OwedRows owed = new OwedRows();
  private final FamilyRows families = new FamilyRows();

  /** Who was first is kept; who comes later is in the history. */
  Taken acknowledge(Connection connection, Command command, IncidentId incident, Instant now)
      throws SQLException {
    families.lock(connection);
    String by = Columns.storable(command.by().orElse(NOBODY));
    try (PreparedStatement statement = connection.prepareStatement(ACKNOWLEDGE)) {
      statement.setString(1, by);
      Columns.setInstant(statement, 2, now);
      statement.setObject(3, incident.value());
      statement.setString(4, by);
      Columns.setInstant(statement, 5, now);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Taken.refused(why(connection, incident));
        }
        String text = row.getBoolean("first") ? "" : Sentence.LOOKS_AFTER_IT_TOO.of();
        Remark remark = new Remark(now, Remark.Kind.ACKNOWLEDGED, Optional.of(by), text);
        return told(connection, incident, remark, Occasion.ACKNOWLEDGED, now);
      }
    }
  }

  /** Of one that is over, too: what was learnt may be written down afterwards. */
  Taken comment(Connection connection, Command command, Command.Comment comment, Instant now)
      throws SQLException {
    String text = Columns.storable(comment.text().strip());
    if (text.isEmpty() || text.length() > Command.Comment.LONGEST) {
      return Taken.refused(
          "comment: must have 1 to "
              + Command.Comment.LONGEST
              + " characters, had "
              + text.length());
    }
    families.lock(connection);
    if (!exists(connection, comment.incident())) {
      return Taken.refused(unknown(comment.incident()));
    }
    Optional<String> by = Optional.of(command.by().orElse(NOBODY));
    Remark remark = new Remark(now, Remark.Kind.COMMENTED, by, text);
    return told(connection, comment.incident(), remark, Occasion.COMMENTED, now);
  }

  private Taken told(
      Connection connection, IncidentId incident, Remark remark, Occasion occasion, Instant now)
      throws SQLException {
    remarks.add(connection, List.of(new Noted(incident, remark)), now);
    Again again = new Again(incident.value(), occasion, now, now);
    return Taken.done(new Written(1, owed.tellAgain(connection, List.of(again)), 0));
  }

  private static String why(Connection connection, IncidentId incident) throws SQLException {
    return exists(connection, incident)
        ? "incident: must not be over, was " + incident
        : unknown(incident);
  }

  private static String unknown(IncidentId incident) {
    return "incident: must be known, was " + incident;
  }

  private static boolean exists(Connection connection, IncidentId incident) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EXISTS)) {
      statement.setObject(1, incident.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }
}
