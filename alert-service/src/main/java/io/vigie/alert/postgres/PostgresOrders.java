package io.vigie.alert.postgres;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Acknowledge;
import io.vigie.contract.command.Command.Comment;
import io.vigie.contract.command.Command.EndWaiver;
import io.vigie.contract.command.Command.Mute;
import io.vigie.contract.command.Command.OfAlerts;
import io.vigie.contract.command.Command.TestAlert;
import io.vigie.contract.command.Command.Unmute;
import io.vigie.contract.command.Command.Waive;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import javax.sql.DataSource;

/** {@link Orders} in PostgreSQL: that a command was taken is written with what it does. */
public final class PostgresOrders implements Orders {

  private static final Taken NOTHING = Taken.done(new Written(0, 0, 0));

  private static final String NOTE =
      """
      insert into alert.order_taken (id, at, type, subject, by_whom) values (?, ?, ?, ?, ?)
      on conflict (id) do nothing
      """;
  private static final String REFUSE = "update alert.order_taken set refused = ? where id = ?";

  private final Transactions transactions;
  private final SilenceRows silences;
  private final TestRows tests;
  private final IncidentOrders incidents;
  private final WaiverOrders waivers;

  /**
   * @param routes the way that a test takes
   * @param known is told of each change of the silences as soon as it is written
   */
  public PostgresOrders(DataSource database, Routes routes, Silences known) {
    Json json = new Json();
    this.transactions = new Transactions(database);
    this.silences = new SilenceRows(json, known);
    this.tests = new TestRows(json, routes);
    this.incidents = new IncidentOrders();
    this.waivers = new WaiverOrders(json, routes);
  }

  @Override
  public Taken take(Command command, Instant now) {
    if (!(command.order() instanceof OfAlerts order)) {
      return NOTHING;
    }
    Taken taken =
        transactions.run("follow a command", connection -> take(connection, command, order, now));
    silences.learn(transactions, now);
    return taken;
  }

  private Taken take(Connection connection, Command command, OfAlerts order, Instant now)
      throws SQLException {
    if (!isNew(connection, command, now)) {
      return NOTHING;
    }
    Taken taken = follow(connection, command, order, now);
    if (taken.refused().isPresent()) {
      refuse(connection, command, taken.refused().get());
    }
    return taken;
  }

  private Taken follow(Connection connection, Command command, OfAlerts order, Instant now)
      throws SQLException {
    return switch (order) {
      case Mute mute -> silences.mute(connection, command, mute, now);
      case Unmute unmute -> silences.unmute(connection, command, unmute, now);
      case TestAlert test -> tests.owe(connection, command, test, now);
      case Acknowledge(var incident) -> incidents.acknowledge(connection, command, incident, now);
      case Comment comment -> incidents.comment(connection, command, comment, now);
      case Waive waive -> waivers.waive(connection, command, waive, now);
      case EndWaiver(var item) -> waivers.end(connection, command, item, now);
    };
  }

  private static boolean isNew(Connection connection, Command command, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
      statement.setObject(1, command.id());
      Columns.setInstant(statement, 2, now);
      statement.setString(3, command.order().getClass().getSimpleName().toLowerCase(Locale.ROOT));
      statement.setString(4, Columns.storable(command.subject()));
      statement.setString(5, command.by().map(Columns::storable).orElse(null));
      return statement.executeUpdate() > 0;
    }
  }

  private static void refuse(Connection connection, Command command, String why)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REFUSE)) {
      statement.setString(1, Columns.storable(why));
      statement.setObject(2, command.id());
      int _ = statement.executeUpdate();
    }
  }
}
