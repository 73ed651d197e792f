package io.vigie.alert.postgres;

import io.vigie.alert.incident.FoldRemarks;
import io.vigie.alert.incident.Folding;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.alert.route.Audience;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Has incidents told by themselves whose parents are over and whose items still fail. */
final class Unfolding {

  private static final String STILL_RELEASED =
      """
      select i.id, i.lead from alert.incident i
       where i.id = any(?) and i.released_at is not null and i.resolved_at is null
         and i.lead is not null
       order by i.id
      """;
  private static final String UNFOLD =
      """
      update alert.incident i
         set lead = null, fold_parent = null, fold_reason = null, released_at = null,
             unfold_at = null, version = i.version + 1, changed_at = ?
       where i.id = any(?)
      """;
  private static final String CONTENT =
      "select n.definition, "
          + IncidentRows.COLUMNS
          + " from alert.incident n where n.id = any(?) order by n.id";

  private final Json json;
  private final Audience audience;
  private final IncidentRows reading;
  private final FamilyRows families = new FamilyRows();
  private final ReleaseRows releases = new ReleaseRows();
  private final ClosingRows closings;
  private final RemarkRows remarks = new RemarkRows();
  private final OwedRows owed = new OwedRows();

  Unfolding(Json json, Audience audience) {
    this.json = json;
    this.audience = audience;
    this.reading = IncidentRows.forReading(json);
    this.closings = new ClosingRows(json);
  }

  /** After judgements: {@code states} of items that fail and have an incident. */
  int judged(Connection connection, Map<ItemId, State> states, Instant now) throws SQLException {
    return states.isEmpty() ? 0 : unfold(connection, releases.judged(connection, states, now), now);
  }

  /** After time has passed. */
  int due(Connection connection, Instant now, int limit) throws SQLException {
    return unfold(connection, releases.due(connection, now, limit), now);
  }

  private int unfold(Connection connection, Collection<IncidentId> free, Instant now)
      throws SQLException {
    if (free.isEmpty()) {
      return 0;
    }
    families.lock(connection);
    Map<IncidentId, IncidentId> leads = leads(connection, free);
    if (leads.isEmpty()) {
      return 0;
    }
    FamilyRows.Surroundings around =
        families.marked(
            connection, families.around(connection, leads.keySet(), now), Set.of(), now);
    List<Folded> decisions = Folding.reconsider(leads.keySet(), around.known(), around.ties());
    Set<IncidentId> standing = new LinkedHashSet<>(leads.keySet());
    decisions.forEach(one -> standing.remove(one.incident()));
    List<Again> news = new ArrayList<>(families.fold(connection, decisions, around.known(), now));
    int messages = tell(connection, standing, now) + families.carryOver(connection, decisions, now);
    news.addAll(tellLeads(connection, leads, now));
    return messages + owed.tellAgain(connection, news);
  }

  private List<Again> tellLeads(
      Connection connection, Map<IncidentId, IncidentId> leads, Instant now) throws SQLException {
    Map<IncidentId, Instant> left = new LinkedHashMap<>();
    leads.values().forEach(lead -> left.put(lead, now));
    return closings.tell(connection, left, new LinkedHashSet<>(), now);
  }

  private int tell(Connection connection, Collection<IncidentId> standing, Instant now)
      throws SQLException {
    if (standing.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(UNFOLD)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(statement, 2, "uuid", standing, id -> id);
      statement.executeUpdate();
    }
    remarks.write(connection, standing.stream().map(id -> FoldRemarks.unfolded(id, now)).toList());
    return owed.owe(connection, debts(connection, standing, now))
        + owed.tellAgain(
            connection, standing.stream().flatMap(id -> again(id.value(), now)).toList());
  }

  /** Where its end was told it begins anew: what it was told with has told so nowhere else. */
  private static Stream<Again> again(UUID incident, Instant now) {
    return Stream.of(Occasion.REOPENED, Occasion.UPDATED)
        .map(occasion -> new Again(incident, occasion, now, now));
  }

  private List<Debt> debts(Connection connection, Collection<IncidentId> standing, Instant now)
      throws SQLException {
    List<Debt> debts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CONTENT)) {
      Columns.bind(statement, 1, "uuid", standing, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Incident incident = reading.incident(row);
          Check check = json.check(row.getString("definition"));
          debts.addAll(Openings.debts(audience, incident, check, now, now).toList());
        }
      }
    }
    return debts;
  }

  private static Map<IncidentId, IncidentId> leads(
      Connection connection, Collection<IncidentId> free) throws SQLException {
    Map<IncidentId, IncidentId> leads = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(STILL_RELEASED)) {
      Columns.bind(statement, 1, "uuid", free, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          leads.put(
              new IncidentId(row.getObject("id", UUID.class)),
              new IncidentId(row.getObject("lead", UUID.class)));
        }
      }
    }
    return leads;
  }
}
