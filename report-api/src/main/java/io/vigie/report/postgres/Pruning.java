package io.vigie.report.postgres;

import static io.vigie.report.postgres.Database.update;

import io.vigie.report.ReportSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/**
 * Removes what is old. Of each item there stay: never more than {@code at-most} results; the newest
 * {@code at-least} however old; and always the last that passed and the first that failed since,
 * which are the evidence of what is shown now.
 */
@ApplicationScoped
public class Pruning {

  private static final int ITEMS_AT_ONCE = 100;

  private static final String RESULTS =
      """
      delete from report.result r
      using (
        select p.id, p.last_pass, p.first_failure,
               (select due_at from report.result where id = p.id
                order by due_at desc offset ? limit 1) as beyond_most,
               (select due_at from report.result where id = p.id
                order by due_at desc offset ? limit 1) as beyond_least
        from report.pulse p where p.id = any (?)) as item
      where r.id = item.id
        and r.due_at <= greatest(
              coalesce(item.beyond_most, '-infinity'),
              case when item.beyond_least is null then '-infinity'::timestamptz
                   else least(item.beyond_least, ?::timestamptz) end)
        and r.run is distinct from item.last_pass
        and r.run is distinct from item.first_failure
      """;

  private final Database database;
  private final ReportSettings.Retention retention;

  @Inject
  public Pruning(Database database, ReportSettings settings) {
    this.database = database;
    this.retention = settings.retention();
  }

  /** Removes what is too old at {@code now} and answers how many results that were. */
  public int prune(Instant now) {
    String oldestResult = now.minus(retention.results()).toString();
    forgetRemovedItems(oldestResult);
    forgetHistory(now.minus(retention.states()).toString());
    forgetIncidents(now.minus(retention.incidents()).toString());
    List<String> items =
        database.query("select id from report.pulse order by id", row -> row.getString(1));
    int removed = 0;
    for (int from = 0; from < items.size(); from += ITEMS_AT_ONCE) {
      List<String> some = items.subList(from, Math.min(items.size(), from + ITEMS_AT_ONCE));
      removed +=
          database.inTransaction(
              connection ->
                  update(
                      connection,
                      RESULTS,
                      retention.atMost(),
                      retention.atLeast(),
                      some,
                      oldestResult));
    }
    return removed;
  }

  /** The state that an item was in at that time stays. */
  private void forgetHistory(String oldest) {
    database.inTransaction(
        connection ->
            update(
                connection,
                """
                delete from report.state_history h
                using (select id, max(since) as since from report.state_history
                       where since < ?::timestamptz group by id) as held
                where h.id = held.id and h.since < held.since
                """,
                oldest));
  }

  private void forgetIncidents(String oldest) {
    database.inTransaction(
        connection -> {
          update(connection, "delete from report.silence where ends_at < ?::timestamptz", oldest);
          update(
              connection,
              """
              delete from report.notification n using report.incident i
              where n.incident = i.id and i.resolved_at < ?::timestamptz
              """,
              oldest);
          update(
              connection,
              """
              delete from report.notification n
              where n.created_at < ?::timestamptz
                and not exists (select from report.incident i where i.id = n.incident)
              """,
              oldest);
          return update(
              connection, "delete from report.incident where resolved_at < ?::timestamptz", oldest);
        });
  }

  private void forgetRemovedItems(String oldest) {
    String gone = "(select id from report.item where removed_at < ?::timestamptz)";
    database.inTransaction(
        connection -> {
          update(connection, "delete from report.result where id in " + gone, oldest);
          update(connection, "delete from report.pulse where id in " + gone, oldest);
          update(connection, "delete from report.state where id in " + gone, oldest);
          update(connection, "delete from report.state_history where id in " + gone, oldest);
          update(connection, "delete from report.heartbeat_run where id in " + gone, oldest);
          update(connection, "delete from report.heartbeat_said where id in " + gone, oldest);
          return update(
              connection, "delete from report.item where removed_at < ?::timestamptz", oldest);
        });
  }
}
