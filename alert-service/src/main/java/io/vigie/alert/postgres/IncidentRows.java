package io.vigie.alert.postgres;

import static io.vigie.alert.postgres.Columns.text;
import static io.vigie.alert.postgres.Columns.time;
import static io.vigie.alert.postgres.Columns.uuid;
import static java.util.stream.Collectors.toSet;

import io.vigie.alert.incident.CauseKey;
import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Entry.Closing;
import io.vigie.alert.incident.Entry.Reopening;
import io.vigie.alert.incident.Folding;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.alert.incident.Noted;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of incidents and of the messages that are owed for them. */
final class IncidentRows {

  /** The last lines of the history, and who is told with it: how many, how many open, the worst. */
  static final String COLUMNS =
      """
      n.opening, n.version, n.resolved_at, n.resolution, n.lead, n.fold_reason, n.severity,
      n.ack_by, n.ack_at, n.seen,
      (select json_agg(json_build_object(
                'at', to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'kind', r.kind, 'by', r.by_whom, 'text', r.text) order by r.id)::text
         from (select * from alert.remark r where r.incident = n.id order by r.id desc limit %d) r)
        as history,
      (select count(*) || ' ' || count(*) filter (where m.resolved_at is null) || ' '
              || coalesce((select string_agg(s.item, ' ')
                             from (select s.item from alert.incident s where s.lead = n.id
                                    order by s.resolved_at is not null, s.severity, s.opened_at,
                                             s.item
                                    limit %d) s), '')
         from alert.incident m where m.lead = n.id) as members
      """
          .formatted(Incident.MOST_HISTORY, Members.MOST_NAMED);

  private static final String OPEN =
      """
      insert into alert.incident
        (id, item, opened_at, opening, definition, resolved_at, over_at, resolution, changed_at,
         severity, cause_key)
      select id, item, opened_at, opening, definition, resolved_at, resolved_at, resolution,
             changed_at, severity, cause_key
        from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                    ?::timestamptz[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
          as u (id, item, opened_at, opening, definition, resolved_at, resolution, changed_at,
                severity, cause_key)
      on conflict (id) do nothing
      """;
  private final Json json;
  private final Audience audience;
  private final Handing handing;
  private final OwedRows owed = new OwedRows();
  private final FamilyRows families = new FamilyRows();
  private final ClosingRows closings;
  private final RemarkRows remarks = new RemarkRows();
  private final ReopeningRows reopenings;

  IncidentRows(Json json, Audience audience) {
    this(json, audience, new FreeLanes(Duration.ZERO));
  }

  /**
   * @param lanes that can send an opening at once
   */
  IncidentRows(Json json, Audience audience, FreeLanes lanes) {
    this.json = json;
    this.audience = audience;
    this.handing = new Handing(lanes);
    this.closings = new ClosingRows(json);
    this.reopenings = new ReopeningRows(json, this);
  }

  /** For those who only read incidents. */
  static IncidentRows forReading(Json json) {
    return new IncidentRows(json, (_, _) -> new Plan("", List.of()));
  }

  record Opened(Incident incident, Check check, Instant causedAt) {}

  /**
   * What was written.
   *
   * @param messages how many are owed
   * @param handed those among them that were taken for lanes of this process
   */
  record Told(int messages, List<Handed> handed) {
    static final Told NOTHING = new Told(0, List.of());
  }

  /**
   * Writes the incidents of entries and owes a message to each channel concerned. What is over is
   * closed first: no two incidents of an item are ever open at once. An incident that is told with
   * another owes no opening. An end is owed to each channel that was owed the opening, whatever the
   * routes say now.
   */
  Told write(Connection connection, List<Entry> entries, Map<ItemId, Check> checks, Instant now)
      throws SQLException {
    List<Opened> opened = entries.stream().flatMap(entry -> opened(entry, checks)).toList();
    List<Closing> over = entries.stream().flatMap(entry -> entry.closings().stream()).toList();
    List<Reopening> again = entries.stream().flatMap(one -> one.reopenings().stream()).toList();
    List<Noted> notes = entries.stream().flatMap(entry -> entry.notes().stream()).toList();
    if (opened.isEmpty() && over.isEmpty() && again.isEmpty() && notes.isEmpty()) {
      return Told.NOTHING;
    }
    families.lock(connection);
    List<Again> news = new ArrayList<>(closings.close(connection, over, now));
    List<ReopeningRows.Reopened> reopened = reopenings.reopen(connection, again, now);
    open(connection, opened);
    opened.stream()
        .filter(one -> !one.incident().isOpen())
        .map(IncidentRows::end)
        .forEach(news::add);
    List<Folded> decisions = fold(connection, opened, fresh(opened, reopened), news, now);
    Set<IncidentId> folded = decisions.stream().map(Folded::incident).collect(toSet());
    List<Debt> debts = new ArrayList<>(openings(opened, folded));
    debts.addAll(tellReopened(connection, reopened, folded, news, now));
    note(connection, notes, news, now);
    List<Handing.Taken> taken = handing.take(debts, plain(opened, news), now);
    Set<UUID> written = owed.write(connection, taken.stream().map(Handing.Taken::row).toList());
    int more =
        owed.owe(connection, List.copyOf(joined(connection, opened, decisions)))
            + families.carryOver(connection, decisions, now)
            + owed.tellAgain(connection, news);
    return new Told(written.size() + more, Handing.handed(taken, written, now));
  }

  /** Who would be told of what is told with another is told of that other. */
  private Collection<Debt> joined(
      Connection connection, List<Opened> opened, List<Folded> decisions) throws SQLException {
    Map<IncidentId, IncidentId> leads =
        decisions.stream().collect(Collectors.toMap(Folded::incident, Folded::into));
    List<Opened> members =
        opened.stream().filter(one -> leads.containsKey(one.incident().id())).toList();
    Map<String, Debt> debts = new LinkedHashMap<>();
    if (!members.isEmpty()) {
      Map<IncidentId, String> items = families.items(connection, leads.values());
      for (Opened one : members) {
        IncidentId lead = leads.get(one.incident().id());
        Openings.debts(audience, one.incident(), one.check(), one.causedAt())
            .map(debt -> debt.of(lead.value(), items.get(lead)))
            .forEach(debt -> debts.merge(debt.key(), debt, Debt::earlier));
      }
    }
    return debts.values();
  }

  /** Those of which there is nothing to tell but that they opened. */
  private static Map<UUID, Opened> plain(List<Opened> opened, List<Again> news) {
    Map<UUID, Opened> plain = new LinkedHashMap<>();
    opened.forEach(one -> plain.put(one.incident().id().value(), one));
    news.forEach(one -> plain.remove(one.incident()));
    return plain;
  }

  private List<Debt> openings(List<Opened> opened, Set<IncidentId> folded) {
    return opened.stream()
        .filter(one -> !folded.contains(one.incident().id()))
        .flatMap(one -> Openings.debts(audience, one.incident(), one.check(), one.causedAt()))
        .toList();
  }

  /** One that was told is told again; one that was told with another may stand by itself now. */
  private List<Debt> tellReopened(
      Connection connection,
      List<ReopeningRows.Reopened> reopened,
      Set<IncidentId> folded,
      List<Again> news,
      Instant now)
      throws SQLException {
    List<IncidentId> standing = new ArrayList<>();
    for (ReopeningRows.Reopened one : reopened) {
      IncidentId told = one.lead().orElse(one.id());
      boolean anew = told.equals(one.id()) && one.wasOver();
      news.add(new Again(told.value(), anew ? Occasion.REOPENED : Occasion.UPDATED, now, now));
      if (one.lead().isEmpty() && !folded.contains(one.id())) {
        standing.add(one.id());
      }
    }
    List<Debt> debts = new ArrayList<>();
    for (ReopeningRows.Content content : reopenings.contents(connection, standing)) {
      debts.addAll(
          Openings.debts(audience, content.incident(), content.check(), now, now).toList());
    }
    return debts;
  }

  private void note(Connection connection, List<Noted> notes, List<Again> news, Instant now)
      throws SQLException {
    remarks.add(connection, notes, now);
    notes.stream()
        .filter(note -> note.remark().kind() == Remark.Kind.FLAPPING)
        .map(note -> new Again(note.incident().value(), Occasion.UPDATED, now, now))
        .forEach(news::add);
  }

  /** What is to be placed: what has just opened, and what opened again by itself. */
  private static Set<IncidentId> fresh(List<Opened> opened, List<ReopeningRows.Reopened> reopened) {
    Stream<IncidentId> open =
        opened.stream().map(Opened::incident).filter(Incident::isOpen).map(Incident::id);
    Stream<IncidentId> again =
        reopened.stream()
            .filter(one -> one.lead().isEmpty() && one.wasOver())
            .map(ReopeningRows.Reopened::id);
    return Stream.concat(open, again).collect(toSet());
  }

  /** Of one that was over when it was written. */
  private static Again end(Opened opened) {
    Instant over = opened.incident().resolvedAt().orElseThrow();
    return new Again(opened.incident().id().value(), Occasion.RESOLVED, opened.causedAt(), over);
  }

  /** Has what opened told with others where it belongs to them. */
  private List<Folded> fold(
      Connection connection,
      List<Opened> opened,
      Set<IncidentId> fresh,
      List<Again> news,
      Instant now)
      throws SQLException {
    if (fresh.isEmpty()) {
      return List.of();
    }
    FamilyRows.Surroundings around = families.around(connection, fresh, now);
    // Most have nothing to do with anything, whoever may be told of what.
    if (around.ties().isEmpty() && Folding.decide(fresh, around.known(), List.of()).isEmpty()) {
      return List.of();
    }
    Set<IncidentId> told =
        opened.stream().filter(this::isTold).map(one -> one.incident().id()).collect(toSet());
    FamilyRows.Surroundings marked = families.marked(connection, around, told, now);
    List<Folded> decisions = Folding.decide(fresh, marked.known(), marked.ties());
    news.addAll(families.fold(connection, decisions, marked.known(), now));
    return decisions;
  }

  /** Somebody is told as soon as it opens. */
  private boolean isTold(Opened opened) {
    Instant at = opened.incident().openedAt();
    return audience.plan(opened.check(), at).opening().stream()
        .anyMatch(owed -> !owed.at().isAfter(at));
  }

  private void open(Connection connection, List<Opened> opened) throws SQLException {
    Columns.update(
        connection,
        OPEN,
        opened,
        uuid(open -> open.incident().id()),
        text(open -> open.incident().item()),
        time(open -> open.incident().openedAt()),
        text(open -> json.write(open.incident())),
        text(open -> json.write(open.check())),
        time(open -> open.incident().resolvedAt()),
        text(open -> open.incident().resolution()),
        time(open -> open.incident().openedAt()),
        text(open -> open.incident().severity().word()),
        text(open -> CauseKey.of(failure(open.incident()))));
  }

  private static Outcome.Failure failure(Incident incident) {
    return ((Outcome.Failed) incident.firstFailure()).failure();
  }

  /** The incident of a row that was read with {@link #COLUMNS}. */
  Incident incident(ResultSet row) throws SQLException {
    Incident opening = json.incident(row.getString("opening"));
    return new Incident(
        opening.id(),
        row.getLong("version"),
        opening.item(),
        Optional.ofNullable(row.getString("severity"))
            .map(Severity::valueOf)
            .orElse(opening.severity()),
        opening.title(),
        opening.firstFailedAt(),
        opening.openedAt(),
        Columns.maybeInstant(row, "resolved_at"),
        opening.lastPassedAt(),
        opening.firstFailure(),
        row.getString("resolution"),
        fold(row),
        acknowledged(row),
        json.remarks(row.getString("history")),
        members(row.getString("members")),
        Optional.ofNullable(row.getString("seen")).map(json::sightings).or(opening::seen));
  }

  private static Optional<Fold> fold(ResultSet row) throws SQLException {
    UUID lead = row.getObject("lead", UUID.class);
    return lead == null
        ? Optional.empty()
        : Optional.of(new Fold(new IncidentId(lead), String.valueOf(row.getString("fold_reason"))));
  }

  private static Optional<Acknowledgement> acknowledged(ResultSet row) throws SQLException {
    String by = row.getString("ack_by");
    return by == null
        ? Optional.empty()
        : Optional.of(new Acknowledgement(by, Columns.instant(row, "ack_at")));
  }

  /** Like {@code 3 2 chrona/production/CH-001 …}: how many, how many open, the worst of them. */
  private static Optional<Members> members(String text) {
    String[] words = text.split(" ");
    int total = Integer.parseInt(words[0]);
    return total == 0
        ? Optional.empty()
        : Optional.of(
            new Members(
                total,
                Integer.parseInt(words[1]),
                Stream.of(words).skip(2).map(ItemId::parse).toList()));
  }

  private static Stream<Opened> opened(Entry entry, Map<ItemId, Check> checks) {
    Check check = checks.get(entry.after().id());
    return entry.openings().stream()
        .map(
            opening ->
                new Opened(
                    incident(opening, entry.closingOf(opening), check), check, opening.causedAt()));
  }

  private static Incident incident(Entry.Opening opening, Optional<Closing> closing, Check check) {
    return new Incident(
        opening.incident().id(),
        1,
        check.item(),
        check.meaning().severity(),
        check.meaning().title(),
        opening.incident().firstFailedAt(),
        opening.at(),
        closing.map(Closing::at),
        opening.incident().lastPassedAt(),
        new Outcome.Failed(opening.incident().firstFailure()),
        closing.map(over -> over.incident().resolution()).orElse(""),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        closing.flatMap(over -> over.incident().seen()).or(opening.incident()::seen));
  }
}
