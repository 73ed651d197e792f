package io.vigie.alert.postgres;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.incident.Statement;
import io.vigie.alert.route.Drill;
import io.vigie.alert.route.Routes;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.TestAlert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of messages that only want to be seen. */
final class TestRows {

  private static final String OWE =
      """
      insert into alert.notification
        (id, item, channel, occasion, content, because, caused_at, created_at, due_at, changed_at)
      select ?, ?, ?, 'test', ?, ?, u.now, u.now, u.now, u.now
        from (select ?::timestamptz as now) as u
      on conflict (id) do nothing
      """;
  private static final String DEFINITION = "select definition from alert.definition where item = ?";

  private final Json json;
  private final Routes routes;

  TestRows(Json json, Routes routes) {
    this.json = json;
    this.routes = routes;
  }

  Taken owe(Connection connection, Command command, TestAlert order, Instant now)
      throws SQLException {
    Optional<Check> named =
        order.item().isPresent() ? definition(connection, order.item().get()) : Optional.empty();
    if (order.item().isPresent() && named.isEmpty()) {
      return Taken.refused("test: must name an item that is watched, was " + order.item().get());
    }
    Check check = named.orElse(Drill.CHECK);
    Optional<String> stranger =
        order.channel().filter(channel -> !routes.channels().contains(channel));
    if (stranger.isPresent()) {
      return Taken.refused(
          "test: must name one of the channels "
              + String.join(", ", routes.channels())
              + ", was \""
              + stranger.get()
              + '"');
    }
    List<String> channels =
        order.channel().map(List::of).orElseGet(() -> routes.decide(check, now).channels());
    if (channels.isEmpty()) {
      return Taken.refused("test: must have a channel to go to, none is configured");
    }
    int owed = 0;
    for (String channel : channels) {
      owed += owe(connection, command, check, channel, now);
    }
    return Taken.done(new Written(0, owed, 0));
  }

  private int owe(Connection connection, Command command, Check check, String channel, Instant now)
      throws SQLException {
    UUID id = Drill.id(command.id(), channel);
    Statement said =
        new Statement(Drill.incident(id, check, command.by(), now), check, Optional.empty());
    try (PreparedStatement statement = connection.prepareStatement(OWE)) {
      statement.setObject(1, id);
      statement.setString(2, check.item().toString());
      statement.setString(3, channel);
      statement.setString(4, Columns.storable(json.write(said)));
      statement.setString(5, "a test");
      Columns.setInstant(statement, 6, now);
      return statement.executeUpdate();
    }
  }

  private Optional<Check> definition(Connection connection, ItemId item) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DEFINITION)) {
      statement.setString(1, item.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(json.check(row.getString(1))) : Optional.empty();
      }
    }
  }
}
