package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.state.ItemState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows of who decides about which roll-up, and of the roll-ups that are to be computed. */
final class RollUpRows {

  /** So many roll-ups above each other, and no further: a circle must end. */
  static final int DEEPEST = 32;

  private static final String FORGET = "delete from alert.membership where roll_up = any(?)";
  private static final String REMEMBER =
      """
      insert into alert.membership (member, roll_up)
      select * from unnest(?::text[], ?::text[])
      on conflict do nothing
      """;
  private static final String DUE =
      """
      insert into alert.roll_up_due (item, depth)
      select distinct roll_up, ? from alert.membership where member = any(?)
      """;
  private static final String DUE_ITSELF =
      "insert into alert.roll_up_due (item, depth) select *, 0 from unnest(?::text[])";
  private static final String TAKE =
      """
      delete from alert.roll_up_due
       where id in (select id from alert.roll_up_due order by id limit ? for update skip locked)
      returning item, depth
      """;
  private static final String STATES =
      "select item, state, waiver from alert.item where item = any(?) and not removed";

  private final Json json;

  RollUpRows(Json json) {
    this.json = json;
  }

  /** Roll-ups that are to be computed, with how many were computed on the way to them. */
  record Due(Map<ItemId, Integer> depths, int rows) {}

  private record Membership(ItemId member, ItemId rollUp) {}

  /** Writes who decides about these items now; returns how many of them are to be computed. */
  int define(Connection connection, Collection<Check> checks) throws SQLException {
    List<ItemId> ids = checks.stream().map(Check::item).toList();
    forget(connection, ids);
    List<Membership> memberships = checks.stream().flatMap(RollUpRows::memberships).toList();
    Columns.update(
        connection, REMEMBER, memberships, text(Membership::member), text(Membership::rollUp));
    List<ItemId> rollUps =
        checks.stream()
            .filter(check -> check.nature() instanceof RollUp && check.applies())
            .map(Check::item)
            .toList();
    return Columns.update(connection, DUE_ITSELF, rollUps, text(id -> id));
  }

  void forget(Connection connection, Collection<ItemId> rollUps) throws SQLException {
    Columns.update(connection, FORGET, rollUps, text(id -> id));
  }

  /** Has the roll-ups of these items computed; returns how many there are. */
  int changed(Connection connection, Collection<ItemId> members, int depth) throws SQLException {
    if (members.isEmpty() || depth > DEEPEST) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setInt(1, depth);
      Columns.bind(statement, 2, "text", members, id -> id);
      return statement.executeUpdate();
    }
  }

  /** Takes what is to be computed and is not being worked on by another. */
  Due take(Connection connection, int limit) throws SQLException {
    Map<ItemId, Integer> depths = new LinkedHashMap<>();
    int rows = 0;
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setInt(1, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          depths.merge(ItemId.parse(row.getString(1)), row.getInt(2), Math::max);
          rows++;
        }
      }
    }
    return new Due(depths, rows);
  }

  /** The states of those that there are. */
  Map<ItemId, ItemState> states(Connection connection, Collection<ItemId> ids) throws SQLException {
    Map<ItemId, ItemState> states = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(STATES)) {
      Columns.bind(statement, 1, "text", ids, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ItemState word = json.state(row.getString(2)).word();
          boolean accepted = word == ItemState.FAILING && row.getString(3) != null;
          states.put(ItemId.parse(row.getString(1)), accepted ? ItemState.WAIVED : word);
        }
      }
    }
    return states;
  }

  private static Stream<Membership> memberships(Check check) {
    return check.nature() instanceof RollUp rollUp
        ? rollUp.members().stream().map(member -> new Membership(member, check.item()))
        : Stream.empty();
  }
}
