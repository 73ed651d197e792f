package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.sample.Sample;
import io.vigie.report.uptime.Held;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of an older version goes on. */
class MigrationTest {

  private static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);

  @Test
  void whatWasKeptByTheFirstVersionIsReadByThisOne() {
    PGSimpleDataSource source = FreshDatabase.bare();
    Database old = FreshDatabase.migrate(source, "1");
    old.inTransaction(
        connection ->
            Database.update(
                connection,
                """
                insert into report.item (id, system, environment, item, system_title, title,
                  category, severity, patience_millis, decided_by, definition)
                values (?, 'chrona', 'production', 'CH-1', 'Chrona', 'API answers',
                  'availability', 'P0', 120000, 3, (?::jsonb) -> 0)
                """,
                ITEM.item().toString(),
                StoredJson.array(List.of(ITEM.check()))));
    old.inTransaction(
        connection ->
            Database.update(
                connection,
                """
                insert into report.state (id, version, state, since, as_of, reason)
                values (?, 7, 'passing', ?::timestamptz, ?::timestamptz, 'all is well')
                """,
                ITEM.item().toString(),
                T0.toString(),
                T0.toString()));

    PostgresArchive archive = new PostgresArchive(FreshDatabase.migrate(source, "latest"));

    WatchedItem item = archive.item(ITEM.item()).orElseThrow();
    assertThat(item.check()).isEqualTo(ITEM.check());
    assertThat(item.status().orElseThrow().version()).isEqualTo(7);
    assertThat(archive.history(ITEM.item(), T0)).containsExactly(Held.of(T0, ItemState.PASSING));
  }

  @Test
  void incidentsOfOlderVersionsStandForThemselves() {
    PGSimpleDataSource source = FreshDatabase.bare();
    Incident kept = ITEM.incident(2, T0, Optional.of(T0.plusSeconds(60)));
    FreshDatabase.migrate(source, "5")
        .inTransaction(
            connection ->
                Database.update(
                    connection,
                    """
                    insert into report.incident
                      (id, version, item, system, environment, opened_at, resolved_at, message)
                    values (?, 2, ?, 'chrona', 'production', ?::timestamptz, ?::timestamptz,
                      ((?::jsonb) -> 0) - 'history')
                    """,
                    kept.id().value(),
                    ITEM.item().toString(),
                    T0.toString(),
                    T0.plusSeconds(60).toString(),
                    StoredJson.array(List.of(kept))));

    PostgresArchive archive = new PostgresArchive(FreshDatabase.migrate(source, "latest"));

    assertThat(archive.incident(kept.id())).contains(kept);
    assertThat(
            archive.incidents(
                IncidentQuery.newest(5)
                    .flags(Optional.of(false), Optional.of(false), Optional.of(false))))
        .containsExactly(kept);
  }

  @Test
  void everyDatabaseHasAKeyOfItsOwn() {
    Database one = FreshDatabase.migrate(FreshDatabase.bare(), "latest");
    Database other = FreshDatabase.migrate(FreshDatabase.bare(), "latest");

    assertThat(new PostgresHeartbeats(one).job(ITEM.item()).address())
        .isNotEqualTo(new PostgresHeartbeats(other).job(ITEM.item()).address());
    assertThat(one.query("select length(value) from report.secret", row -> row.getInt(1)))
        .containsExactly(32);
  }
}
