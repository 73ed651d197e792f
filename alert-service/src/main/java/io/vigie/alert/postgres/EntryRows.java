package io.vigie.alert.postgres;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.route.Audience;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes what events have made of items: states, incidents, messages, what is asked for. */
final class EntryRows {

  private final ItemRows items;
  private final IncidentRows incidents;
  private final RollUpRows rollUps;
  private final CommandRows commands;

  EntryRows(Json json, Audience audience) {
    this(json, new IncidentRows(json, audience));
  }

  /**
   * @param lanes that can send an opening at once
   */
  EntryRows(Json json, Audience audience, FreeLanes lanes) {
    this(json, new IncidentRows(json, audience, lanes));
  }

  private EntryRows(Json json, IncidentRows incidents) {
    this.items = new ItemRows(json);
    this.incidents = incidents;
    this.rollUps = new RollUpRows(json);
    this.commands = new CommandRows(json);
  }

  /**
   * @param depth how many roll-ups were computed on the way here
   */
  Written write(Connection connection, List<Entry> entries, int depth, Instant now)
      throws SQLException {
    items.update(connection, entries, now);
    items.waive(connection, entries);
    IncidentRows.Told told = told(connection, entries, now);
    int states = told(entries) + commands.write(connection, entries);
    int rollUps = concerned(connection, entries, depth);
    return new Written(states, told.messages(), rollUps, told.handed());
  }

  /**
   * Writes the incidents of items that are written otherwise: a change may end one, and find that a
   * waiver is over so that another opens.
   */
  IncidentRows.Told told(Connection connection, List<Entry> entries, Instant now)
      throws SQLException {
    List<ItemId> opening =
        entries.stream()
            .filter(entry -> !entry.openings().isEmpty())
            .map(entry -> entry.after().id())
            .toList();
    Map<ItemId, Check> checks = items.definitions(connection, opening);
    return incidents.write(connection, entries, checks, now);
  }

  /** Has the roll-ups computed that rest on what is another state now. */
  int concerned(Connection connection, List<Entry> entries, int depth) throws SQLException {
    List<ItemId> members =
        entries.stream().filter(Entry::concernsOthers).map(one -> one.after().id()).toList();
    return rollUps.changed(connection, members, depth);
  }

  /** How many of them others must hear of. */
  static int told(List<Entry> entries) {
    return (int) entries.stream().filter(Entry::worthTelling).count();
  }
}
