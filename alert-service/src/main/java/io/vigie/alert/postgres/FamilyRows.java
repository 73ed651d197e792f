package io.vigie.alert.postgres;

import io.vigie.alert.incident.FoldRemarks;
import io.vigie.alert.incident.Folding;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Folding.Open;
import io.vigie.alert.incident.Folding.Tie;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which incidents are told with which. Whoever opens, closes or folds holds {@link #lock} to the
 * end of the transaction: families reach over systems and processes, and two leads of one cause
 * must not come to be.
 */
final class FamilyRows {

  /** So many steps of what depends on what, and no further: a circle must end. */
  private static final int FARTHEST = 32;

  /** "vigie-in", for those who look at the locks. */
  private static final long LOCK = 0x76696769652d696eL;

  /**
   * To plan the question for the surroundings takes four times as long as to answer it, so what
   * follows in the transaction is planned once for each connection.
   */
  private static final String TAKE_LOCK =
      "select pg_advisory_xact_lock(?), set_config('plan_cache_mode', 'force_generic_plan', true)";

  private static final String ABOUT =
      "n.id, n.item, n.severity, n.lead, n.cause_key, n.opened_at, ";

  /** Somebody was told of an incident, or is to be by now. */
  private static final String TOLD =
      """
      select 1 from alert.notification o
       where o.occasion in ('opened', 'escalated') and o.delivery <> 'cancelled' and o.incident =\
      """;

  /**
   * Whatever the fresh ones depend on, what depends on them, and what opened lately for the same
   * reason or in the same system.
   */
  private static final String SURROUNDINGS =
      """
      with recursive fresh as (
        select id, item, system, severity, cause_key from alert.incident where id = any(?)),
      up (child, needs, steps) as (
        select f.id, d.needs, 1 from fresh f join alert.dependency d on d.item = f.item
        union
        select u.child, d.needs, u.steps + 1
          from up u join alert.dependency d on d.item = u.needs where u.steps < %2$d),
      down (item, parent, steps) as (
        (select d.item, f.id, 1 from fresh f join alert.dependency d on d.needs = f.item
         union
         select d.item, f.id, 1 from fresh f join alert.dependency d on d.needs = f.system
          where f.severity = 'P0')
        union
        select d.item, w.parent, w.steps + 1
          from down w join alert.dependency d on d.needs = w.item where w.steps < %2$d)
      select %1$s u.child, n.id as parent, u.steps
        from up u join alert.incident n on n.item = u.needs and n.resolved_at is null
      union all
      select %1$s u.child, n.id, u.steps
        from up u join alert.incident n on n.system = u.needs and n.resolved_at is null
         and n.severity = 'P0'
      union all
      select %1$s n.id, w.parent, w.steps
        from down w join alert.incident n on n.item = w.item and n.resolved_at is null
         and n.lead is null
         and (n.opened_at >= ? or not exists (%3$s n.id and o.due_at <= ?))
      union all
      select %1$s null, null, 0 from alert.incident n where n.id = any(?)
      union all
      select %1$s null, null, 0 from alert.incident n
       where n.over_at is null and n.opened_at >= ?
         and (n.cause_key in (select cause_key from fresh)
              or (n.lead is null and n.system in (select system from fresh)))
      """
          .formatted(ABOUT, FARTHEST, TOLD);

  private static final String QUIET =
      """
      select n.id from alert.incident n
       where n.id = any(?) and not exists (%s coalesce(n.lead, n.id) and o.due_at <= ?)
      """
          .formatted(TOLD);

  /** What was owed to channels of those that are told with another now, they are owed the other. */
  private static final String CARRY_OVER =
      """
      insert into alert.notification
        (incident, item, channel, occasion, if_still_failing, because, held_until, caused_at,
         created_at, due_at, changed_at)
      select u.lead, l.item, n.channel, 'opened', n.if_still_failing, n.because, n.held_until,
             n.caused_at, n.changed_at, n.due_at, n.changed_at
        from unnest(?::uuid[], ?::uuid[]) as u (id, lead)
        join alert.incident l on l.id = u.lead
        join alert.notification n on n.incident = u.id and n.occasion = 'opened'
         and n.delivery = 'cancelled' and n.changed_at = ?
      on conflict (incident, channel, occasion, ordinal) do nothing
      """;

  private static final String ITEMS = "select id, item from alert.incident where id = any(?)";

  private static final String FOLD =
      """
      update alert.incident i
         set lead = u.lead, fold_parent = u.parent, fold_reason = u.because, released_at = null,
             unfold_at = null, version = i.version + 1, changed_at = ?
        from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[]) as u (id, lead, parent, because)
       where i.id = u.id
      """;
  private static final String TAKE_ALONG =
      """
      update alert.incident i set lead = u.lead, version = i.version + 1, changed_at = ?
        from unnest(?::uuid[], ?::uuid[]) as u (id, lead)
       where i.lead = u.id
      """;
  private static final String JOINED =
      """
      update alert.incident i
         set version = i.version + 1, changed_at = ?,
             severity = least(i.severity,
               (select min(m.severity) from alert.incident m where m.lead = i.id))
       where i.id = any(?)
      """;

  private final RemarkRows remarks = new RemarkRows();
  private final OwedRows owed = new OwedRows();

  /** Waits for everybody else who opens, closes or folds. */
  void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE_LOCK)) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /** What may have to do with some incidents. */
  record Surroundings(List<Open> known, List<Tie> ties) {}

  Surroundings around(Connection connection, Collection<IncidentId> fresh, Instant now)
      throws SQLException {
    Map<IncidentId, Open> known = new LinkedHashMap<>();
    List<Tie> ties = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SURROUNDINGS)) {
      Columns.bind(statement, 1, "uuid", fresh, id -> id);
      Columns.setInstant(statement, 2, now.minus(Folding.AFTERWARDS));
      Columns.setInstant(statement, 3, now);
      Columns.bind(statement, 4, "uuid", fresh, id -> id);
      Columns.setInstant(statement, 5, now.minus(Folding.TOGETHER));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Open open = open(row);
          known.put(open.id(), open);
          tie(row).ifPresent(ties::add);
        }
      }
    }
    return new Surroundings(List.copyOf(known.values()), ties);
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        new IncidentId(row.getObject("id", UUID.class)),
        ItemId.parse(row.getString("item")),
        Optional.ofNullable(row.getString("severity")).map(Severity::valueOf).orElse(Severity.P0),
        Optional.ofNullable(row.getObject("lead", UUID.class)).map(IncidentId::new),
        Optional.ofNullable(row.getString("cause_key")),
        Columns.instant(row, "opened_at"));
  }

  /** The same with what nobody may be told of yet marked; of {@code told} somebody is told now. */
  Surroundings marked(Connection connection, Surroundings around, Set<IncidentId> told, Instant now)
      throws SQLException {
    Set<IncidentId> quiet = quiet(connection, around.known(), now);
    quiet.removeAll(told);
    return new Surroundings(
        around.known().stream().map(one -> quiet.contains(one.id()) ? one.untold() : one).toList(),
        around.ties());
  }

  private static Set<IncidentId> quiet(Connection connection, List<Open> known, Instant now)
      throws SQLException {
    Set<IncidentId> quiet = new LinkedHashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(QUIET)) {
      Columns.bind(statement, 1, "uuid", known, Open::id);
      Columns.setInstant(statement, 2, now);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          quiet.add(new IncidentId(row.getObject("id", UUID.class)));
        }
      }
    }
    return quiet;
  }

  /** The items of incidents. */
  Map<IncidentId, String> items(Connection connection, Collection<IncidentId> ids)
      throws SQLException {
    Map<IncidentId, String> items = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ITEMS)) {
      Columns.bind(statement, 1, "uuid", ids, id -> id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          items.put(new IncidentId(row.getObject("id", UUID.class)), row.getString("item"));
        }
      }
    }
    return items;
  }

  /** To be called after {@link #fold} and after what the leads owe by themselves is written. */
  int carryOver(Connection connection, List<Folded> decisions, Instant now) throws SQLException {
    if (decisions.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(CARRY_OVER)) {
      Columns.bind(statement, 1, "uuid", decisions, Folded::incident);
      Columns.bind(statement, 2, "uuid", decisions, Folded::into);
      Columns.setInstant(statement, 3, now);
      return statement.executeUpdate();
    }
  }

  private static Optional<Tie> tie(ResultSet row) throws SQLException {
    UUID child = row.getObject("child", UUID.class);
    UUID parent = row.getObject("parent", UUID.class);
    return child == null
        ? Optional.empty()
        : Optional.of(new Tie(new IncidentId(child), new IncidentId(parent), row.getInt("steps")));
  }

  /**
   * Writes decisions; returns what is to be told of them where something was told before. What was
   * told and is told with another from now on keeps its messages; what nobody has begun to tell is
   * taken back.
   */
  List<Again> fold(Connection connection, List<Folded> decisions, List<Open> known, Instant now)
      throws SQLException {
    if (decisions.isEmpty()) {
      return List.of();
    }
    List<Folded> sorted =
        decisions.stream().sorted(Comparator.comparing(one -> one.incident().value())).toList();
    write(connection, sorted, now);
    remarks.write(connection, FoldRemarks.of(sorted, known, now));
    List<UUID> gone = sorted.stream().map(one -> one.incident().value()).toList();
    int _ = owed.cancel(connection, gone, "is told with another incident", now);
    return Stream.concat(gone.stream(), sorted.stream().map(one -> one.into().value()).distinct())
        .map(id -> new Again(id, Occasion.UPDATED, now, now))
        .toList();
  }

  private static void write(Connection connection, List<Folded> sorted, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FOLD)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(statement, 2, "uuid", sorted, Folded::incident);
      Columns.bind(statement, 3, "uuid", sorted, Folded::into);
      Columns.bind(statement, 4, "uuid", sorted, Folded::parent);
      Columns.bind(statement, 5, "text", sorted, Folded::because);
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(TAKE_ALONG)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(statement, 2, "uuid", sorted, Folded::incident);
      Columns.bind(statement, 3, "uuid", sorted, Folded::into);
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(JOINED)) {
      Columns.setInstant(statement, 1, now);
      Columns.bind(
          statement, 2, "uuid", sorted.stream().map(Folded::into).distinct().toList(), id -> id);
      statement.executeUpdate();
    }
  }
}
