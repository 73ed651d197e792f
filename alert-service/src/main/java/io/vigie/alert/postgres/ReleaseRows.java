package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;

import io.vigie.alert.incident.Release;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Incidents whose parents are over, and which wait for the next judgement of their items. */
final class ReleaseRows {

  private static final String CHILDREN =
      """
      select i.id, d.definition from alert.incident i join alert.definition d on d.item = i.item
       where i.fold_parent = any(?) and i.resolved_at is null
       order by i.id
      """;
  private static final String RELEASE =
      """
      update alert.incident i
         set released_at = coalesce(i.released_at, ?), unfold_at = u.unfold_at
        from unnest(?::uuid[], ?::timestamptz[]) as u (id, unfold_at)
       where i.id = u.id
      """;
  private static final String OF_ITEMS =
      """
      select i.id, i.item, i.released_at, i.unfold_at from alert.incident i
       where i.item = any(?) and i.released_at is not null and i.resolved_at is null
      """;
  private static final String DUE =
      """
      select i.id, i.item, i.released_at, i.unfold_at, t.state, d.definition
        from alert.incident i
        join alert.item t on t.item = i.item
        join alert.definition d on d.item = i.item
       where i.unfold_at <= ? and i.resolved_at is null
       order by i.unfold_at limit ?
      """;
  private static final String LATER =
      """
      update alert.incident i set unfold_at = u.unfold_at
        from unnest(?::uuid[], ?::timestamptz[]) as u (id, unfold_at)
       where i.id = u.id and i.unfold_at is not null
      """;

  private final Json json = new Json();

  private record Deadline(IncidentId incident, Instant at) {}

  /** The parents are over: whoever is told with them because of that waits for a judgement. */
  void release(Connection connection, Collection<IncidentId> parents, Instant now)
      throws SQLException {
    if (parents.isEmpty()) {
      return;
    }
    List<Deadline> deadlines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CHILDREN)) {
      Columns.bind(statement, 1, "uuid", parents, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Check check = json.check(row.getString("definition"));
          deadlines.add(new Deadline(id(row), Release.deadline(check, now)));
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(statement, 2, "uuid", deadlines, Deadline::incident);
      Columns.bind(statement, 3, "timestamptz", deadlines, Deadline::at);
      statement.executeUpdate();
    }
  }

  /** Those of items that have just been judged which are to be told by themselves now. */
  List<IncidentId> judged(Connection connection, Map<ItemId, State> states, Instant now)
      throws SQLException {
    List<IncidentId> free = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF_ITEMS)) {
      Columns.bind(statement, 1, "text", states.keySet(), id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          State state = states.get(ItemId.parse(row.getString("item")));
          if (isFree(row, state, now)) {
            free.add(id(row));
          }
        }
      }
    }
    return free;
  }

  /** Those whose judgement did not come in time; what has to wait on is looked at again later. */
  List<IncidentId> due(Connection connection, Instant now, int limit) throws SQLException {
    List<IncidentId> free = new ArrayList<>();
    List<Deadline> later = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      Columns.setInstant(statement, 1, now);
      statement.setInt(2, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (isFree(row, json.state(row.getString("state")), now)) {
            free.add(id(row));
          } else {
            Check check = json.check(row.getString("definition"));
            later.add(new Deadline(id(row), Release.deadline(check, now)));
          }
        }
      }
    }
    Columns.update(connection, LATER, later, uuid(Deadline::incident), time(Deadline::at));
    return free;
  }

  private static boolean isFree(ResultSet row, State state, Instant now) throws SQLException {
    Instant released = Columns.instant(row, "released_at");
    Optional<Instant> deadline = Columns.maybeInstant(row, "unfold_at");
    return Release.ends(state, released, deadline, now);
  }

  private static IncidentId id(ResultSet row) throws SQLException {
    return new IncidentId(row.getObject("id", UUID.class));
  }
}
