package io.vigie.alert.postgres;

import io.vigie.alert.incident.Absence;
import io.vigie.alert.incident.Absences;
import io.vigie.alert.incident.Item;
import io.vigie.contract.alert.Incident;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** {@link Absences} in PostgreSQL: one look for an incident of an item that depends on others. */
public final class PostgresAbsences implements Absences {

  /** The item itself, what it depends on over any number of steps, and P0 items of systems. */
  private static final String FAMILY =
      """
      with recursive up (needs, steps) as (
        select d.needs, 1 from alert.dependency d where d.item = ?
        union
        select d.needs, u.steps + 1
          from up u join alert.dependency d on d.item = u.needs where u.steps < 32)
      select %1$s from (select ? as name union select needs from up) as f
        join alert.item i on i.item = f.name and not i.removed
      union all
      select %1$s from (select distinct needs from up where needs not like '%%/%%/%%') as s
        join alert.item i on i.item like s.needs || '/%%' and not i.removed
         and i.state like '{"state":"failing"%%' and i.rules like '%%"severity":"P0"%%'
      """
          .formatted(ItemRows.COLUMNS);

  private static final String MEMBERS =
      "select "
          + IncidentRows.COLUMNS
          + " from alert.incident n where n.lead = ? and n.resolved_at is null limit ?";

  /** More of them are not looked at one by one: so many are worth a call. */
  private static final int MOST_MEMBERS = 50;

  private final Transactions transactions;
  private final ItemRows items = new ItemRows(new Json());
  private final IncidentRows incidents = IncidentRows.forReading(new Json());

  public PostgresAbsences(DataSource database) {
    this.transactions = new Transactions(database);
  }

  @Override
  public Optional<Absence> of(Incident incident, Instant now) {
    return transactions.run(
        "look at what an item depends on", connection -> of(connection, incident, now));
  }

  /** Where others are told with it, each of them must be excused. */
  private Optional<Absence> of(Connection connection, Incident incident, Instant now)
      throws SQLException {
    List<Incident> all = members(connection, incident);
    if (all.size() > MOST_MEMBERS) {
      return Optional.empty();
    }
    all.addFirst(incident);
    Optional<Absence> first = Optional.empty();
    for (Incident one : all) {
      Optional<Absence> absence = alone(connection, one, now);
      if (absence.isEmpty()) {
        return absence;
      }
      first = first.or(() -> absence);
    }
    return first;
  }

  private List<Incident> members(Connection connection, Incident lead) throws SQLException {
    List<Incident> members = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
      statement.setObject(1, lead.id().value());
      statement.setInt(2, MOST_MEMBERS + 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          members.add(incidents.incident(row));
        }
      }
    }
    return members;
  }

  private Optional<Absence> alone(Connection connection, Incident incident, Instant now)
      throws SQLException {
    List<Item> family = family(connection, incident.item().toString());
    List<Item> parents = family.stream().filter(one -> !one.id().equals(incident.item())).toList();
    return family.stream()
        .filter(one -> one.id().equals(incident.item()))
        .findFirst()
        .flatMap(item -> Absence.of(item, incident.firstFailedAt(), parents, now));
  }

  private List<Item> family(Connection connection, String item) throws SQLException {
    List<Item> family = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(FAMILY)) {
      statement.setString(1, item);
      statement.setString(2, item);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          family.add(items.item(row));
        }
      }
    }
    return family;
  }
}
