package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The rows of what items cannot work without. */
final class DependencyRows {

  private static final String FORGET = "delete from alert.dependency where item = any(?)";
  private static final String REMEMBER =
      """
      insert into alert.dependency (item, needs)
      select * from unnest(?::text[], ?::text[])
      on conflict do nothing
      """;

  private record Need(ItemId item, String needs) {}

  void define(Connection connection, Collection<Check> checks) throws SQLException {
    List<Need> needs = checks.stream().flatMap(DependencyRows::needs).toList();
    Columns.update(connection, REMEMBER, needs, text(Need::item), text(Need::needs));
  }

  void forget(Connection connection, Collection<ItemId> items) throws SQLException {
    Columns.update(connection, FORGET, items, text(id -> id));
  }

  private static Stream<Need> needs(Check check) {
    return check.applies()
        ? check.dependsOn().stream().map(needed -> new Need(check.item(), needed.text()))
        : Stream.empty();
  }
}
