package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.number;
import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;

import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Ledger.Origin;
import io.vigie.contract.check.ItemId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the definitions that are kept were read, beside them. */
final class OriginRows {

  private static final String READ =
      """
      select item, of_partition, of_offset, of_time from alert.definition
       where item = any(?) and of_offset is not null
      """;
  private static final String REMEMBER =
      """
      update alert.definition d
         set of_partition = u.partition, of_offset = u.place, of_time = u.written
        from unnest(?::text[], ?::int8[], ?::int8[], ?::timestamptz[])
          as u (item, partition, place, written)
       where d.item = u.item
      """;

  /** The definitions that no newer one has replaced; their items are locked. */
  List<Definition> current(Connection connection, Collection<Definition> definitions)
      throws SQLException {
    Map<ItemId, Origin> kept = kept(connection, definitions);
    return definitions.stream()
        .filter(
            one ->
                one.origin().isEmpty()
                    || !kept.containsKey(one.item())
                    || !one.origin().get().isBefore(kept.get(one.item())))
        .toList();
  }

  private static Map<ItemId, Origin> kept(Connection connection, Collection<Definition> definitions)
      throws SQLException {
    Map<ItemId, Origin> kept = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      Columns.bind(statement, 1, "text", definitions, Definition::item);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          kept.put(
              ItemId.parse(row.getString("item")),
              new Origin(
                  row.getInt("of_partition"),
                  row.getLong("of_offset"),
                  Columns.instant(row, "of_time")));
        }
      }
    }
    return kept;
  }

  /** Also of what says nothing new: what was written before it must not come back. */
  void remember(Connection connection, Collection<Definition> definitions) throws SQLException {
    List<Definition> placed = definitions.stream().filter(one -> one.origin().isPresent()).toList();
    Columns.update(
        connection,
        REMEMBER,
        placed,
        text(Definition::item),
        number(one -> one.origin().orElseThrow().partition()),
        number(one -> one.origin().orElseThrow().offset()),
        time(one -> one.origin().orElseThrow().writtenAt()));
  }
}
