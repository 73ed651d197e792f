package io.vigie.alert.postgres;

import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Noted;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The ends of incidents. One is over for those who were told of it when it and all that are told
 * with it are; one that is told with another is over by itself.
 */
final class ClosingRows {

  private static final String RESOLVE =
      """
      update alert.incident i
         set resolved_at = u.at, resolution = u.resolution,
             seen = coalesce(u.seen, i.seen), version = i.version + 1,
             changed_at = u.at,
             over_at = case when not exists (
               select 1 from alert.incident m where m.lead = i.id and m.resolved_at is null)
               then u.at end
        from unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[])
          as u (id, at, resolution, seen)
       where i.id = u.id and i.resolved_at is null
      returning i.id, i.lead, i.over_at is not null as over,
                exists (select 1 from alert.incident c
                         where c.fold_parent = i.id and c.resolved_at is null) as holds
      """;

  /** Of leads whose members were closed: which are over now. */
  private static final String OVER =
      """
      update alert.incident i set over_at = ?, version = i.version + 1, changed_at = ?
       where i.id = any(?) and i.resolved_at is not null and i.over_at is null
         and not exists (
           select 1 from alert.incident m where m.lead = i.id and m.resolved_at is null)
      returning i.id
      """;

  private static final String CHANGED =
      "update alert.incident i set version = i.version + 1, changed_at = ? where i.id = any(?)";
  private static final String STILL_OPEN =
      """
      select m.lead as id, count(*) as members from alert.incident m
       where m.lead = any(?) and m.resolved_at is null group by m.lead
      """;

  private final Json json;
  private final RemarkRows remarks = new RemarkRows();
  private final ReleaseRows releases = new ReleaseRows();

  ClosingRows(Json json) {
    this.json = json;
  }

  /** What became of an incident that was resolved. */
  private record Resolved(IncidentId id, Optional<IncidentId> lead, boolean over, boolean holds) {}

  /** Closes incidents; returns what is to be told where they were told. */
  List<Again> close(Connection connection, List<Closing> closings, Instant now)
      throws SQLException {
    if (closings.isEmpty()) {
      return List.of();
    }
    Map<IncidentId, Instant> causes = new LinkedHashMap<>();
    closings.forEach(closing -> causes.put(closing.incident().id(), closing.causedAt()));
    List<Resolved> resolved = resolve(connection, closings);
    List<Again> news = new ArrayList<>();
    for (Resolved one : resolved) {
      if (one.over()) {
        news.add(again(one.id(), Occasion.RESOLVED, causes.get(one.id()), now));
      }
    }
    news.addAll(tellLeads(connection, resolved, causes, now));
    releases.release(
        connection, resolved.stream().filter(Resolved::holds).map(Resolved::id).toList(), now);
    return news;
  }

  private List<Resolved> resolve(Connection connection, List<Closing> closings)
      throws SQLException {
    List<Resolved> resolved = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(RESOLVE)) {
      Columns.bind(statement, 1, "uuid", closings, closing -> closing.incident().id());
      Columns.bind(statement, 2, "timestamptz", closings, Closing::at);
      Columns.bind(statement, 3, "text", closings, closing -> closing.incident().resolution());
      Columns.bind(statement, 4, "text", closings, one -> one.incident().seen().map(json::write));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          resolved.add(
              new Resolved(
                  id(row, "id").orElseThrow(),
                  id(row, "lead"),
                  row.getBoolean("over"),
                  row.getBoolean("holds")));
        }
      }
    }
    return resolved;
  }

  /** The leads of what was resolved, and the leads among it that have to wait for others. */
  private List<Again> tellLeads(
      Connection connection, List<Resolved> resolved, Map<IncidentId, Instant> causes, Instant now)
      throws SQLException {
    Map<IncidentId, Instant> leads = new LinkedHashMap<>();
    Set<IncidentId> waiting = new LinkedHashSet<>();
    for (Resolved one : resolved) {
      one.lead().ifPresent(lead -> leads.putIfAbsent(lead, causes.get(one.id())));
      if (!one.over()) {
        leads.put(one.id(), causes.get(one.id()));
        waiting.add(one.id());
      }
    }
    return leads.isEmpty() ? List.of() : tell(connection, leads, waiting, now);
  }

  /**
   * Ends the leads that wait for nobody any more.
   *
   * @param leads leads of which something was closed or taken away, with the cause of that
   * @param recovered those among them that have just recovered themselves
   */
  List<Again> tell(
      Connection connection, Map<IncidentId, Instant> leads, Set<IncidentId> recovered, Instant now)
      throws SQLException {
    Set<IncidentId> over = over(connection, leads.keySet(), now);
    Set<IncidentId> open = new LinkedHashSet<>(leads.keySet());
    open.removeAll(over);
    recovered.removeAll(over);
    remarks.write(connection, stillOpen(connection, recovered, now));
    changed(connection, open, now);
    List<Again> news = new ArrayList<>();
    leads.forEach(
        (lead, cause) ->
            news.add(
                again(
                    lead, over.contains(lead) ? Occasion.RESOLVED : Occasion.UPDATED, cause, now)));
    return news;
  }

  private static Set<IncidentId> over(
      Connection connection, Collection<IncidentId> leads, Instant now) throws SQLException {
    Set<IncidentId> over = new LinkedHashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(OVER)) {
      Columns.setInstant(statement, 1, now);
      Columns.setInstant(statement, 2, now);
      Columns.bind(statement, 3, "uuid", leads, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          over.add(id(row, "id").orElseThrow());
        }
      }
    }
    return over;
  }

  private static void changed(Connection connection, Collection<IncidentId> leads, Instant now)
      throws SQLException {
    if (leads.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(CHANGED)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(statement, 2, "uuid", leads, id -> id);
      statement.executeUpdate();
    }
  }

  private static List<Noted> stillOpen(
      Connection connection, Collection<IncidentId> leads, Instant now) throws SQLException {
    List<Noted> lines = new ArrayList<>();
    if (leads.isEmpty()) {
      return lines;
    }
    try (PreparedStatement statement = connection.prepareStatement(STILL_OPEN)) {
      Columns.bind(statement, 1, "uuid", leads, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int others = row.getInt("members");
          String text =
              (others == 1 ? Sentence.ANOTHER_STILL_FAILS : Sentence.OTHERS_STILL_FAIL).of(others);
          lines.add(
              new Noted(
                  id(row, "id").orElseThrow(),
                  new Remark(now, Remark.Kind.RECOVERED, Optional.empty(), text)));
        }
      }
    }
    return lines;
  }

  private static Again again(IncidentId incident, Occasion occasion, Instant cause, Instant now) {
    return new Again(incident.value(), occasion, cause, now);
  }

  private static Optional<IncidentId> id(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class)).map(IncidentId::new);
  }
}
