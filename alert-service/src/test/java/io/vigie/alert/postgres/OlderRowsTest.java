package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.contract.wire.WireCodec;
import io.vigie.embedded.Infrastructure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What the first version of the schema holds, and what an older process goes on writing. */
class OlderRowsTest {

  private static final Instant T0 = Samples.START;

  /** Exactly what the first version wrote of an item with an open incident. */
  private static final String FAILING =
      """
      {"state":"failing","since":"2026-11-20T08:00:10Z","track":{"window":"pf","blindInRow":0,\
      "lastDueAt":"2026-11-20T08:00:10Z","freshAt":"2026-11-20T08:00:10Z",\
      "lastPassedAt":"2026-11-20T08:00:00Z","suspicion":{"failedAt":"2026-11-20T08:00:10Z",\
      "failure":{"code":"timeout","phase":"connect","summary":"timed out","unmet":[]}}},\
      "opened":{"id":"b4ba5a2a-4c3e-3a0a-9a3f-3c1b9f3a7e11","openedAt":"2026-11-20T08:00:11Z"}}\
      """;

  private final DataSource database = withSchemaOne();
  private final Check check = Samples.check("CH-001");

  @Test
  void whatTheFirstVersionWroteGoesOn() throws Exception {
    insert(FAILING, "r1");
    migrate(MigrationVersion.LATEST);
    Ledger ledger =
        new PostgresLedger(database, (_, at) -> Plan.atOnce("default", List.of("slack"), at));
    ledger.accept(List.of(Samples.failed(check.item(), T0.plusSeconds(20))), T0.plusSeconds(21));
    ledger.accept(List.of(Samples.passed(check.item(), T0.plusSeconds(30))), T0.plusSeconds(31));
    assertThat(status().state()).isEqualTo(ItemState.PASSING);
    assertThat(one("select rules from alert.item")).isNull();

    assertThat(ledger.tick(T0, T0.plusSeconds(50), 10).looked()).isEqualTo(1);
    assertThat(one("select rules_of from alert.item")).isEqualTo("r1");
    assertThat(ledger.tick(T0, T0.plusSeconds(55), 10).written().states()).isEqualTo(1);
    assertThat(status().state()).isEqualTo(ItemState.STALE);
  }

  /** Exactly what was written of an incident before any was told with another. */
  private static final String OPENING =
      """
      {"id":"b4ba5a2a-4c3e-3a0a-9a3f-3c1b9f3a7e11","version":1,"item":"chrona/production/CH-001",\
      "severity":"P1","title":"Sign-in answers","firstFailedAt":"2026-11-20T08:00:10Z",\
      "openedAt":"2026-11-20T08:00:11Z","firstFailure":{"type":"failed","failure":{"code":"timeout",\
      "phase":"connect","summary":"timed out","unmet":[]}},"resolution":""}\
      """;

  @Test
  void incidentsOfOlderVersionsAreReadAndEnd() throws Exception {
    insert(FAILING, "r1");
    execute(
        "insert into alert.incident (id, item, opened_at, opening, definition, changed_at)"
            + " values ('b4ba5a2a-4c3e-3a0a-9a3f-3c1b9f3a7e11', ?, '2026-11-20T08:00:11Z', ?, ?,"
            + " now())",
        check.item().toString(),
        OPENING,
        json(check));
    migrate(MigrationVersion.LATEST);
    Incident incident = incident();
    assertThat(incident.severity()).isEqualTo(Severity.P1);
    assertThat(incident.fold()).isEmpty();
    assertThat(incident.members()).isEmpty();
    assertThat(incident.history()).isEmpty();
    Ledger ledger =
        new PostgresLedger(database, (_, at) -> Plan.atOnce("default", List.of("slack"), at));
    ledger.accept(List.of(Samples.passed(check.item(), T0.plusSeconds(30))), T0.plusSeconds(31));
    assertThat(incident().isOpen()).isFalse();
    assertThat(one("select over_at = resolved_at from alert.incident")).isEqualTo("t");
  }

  @Test
  void whatItemsDependOnAndFromWhereTheyAreSeenIsFoundInOlderDefinitions() throws Exception {
    insert(FAILING, "r1");
    execute(
        "update alert.definition set definition = ?",
        json(Samples.dependent(check, "chrona/production/CH-100", "idp/production")));
    migrate(MigrationVersion.LATEST);
    assertThat(one("select string_agg(needs, ' ' order by needs) from alert.dependency"))
        .isEqualTo("chrona/production/CH-100 idp/production");
    assertThat(one("select array_to_string(locations, ' ') from alert.item")).isEqualTo("outside");
  }

  private Incident incident() {
    return new PostgresPublications(database)
        .unpublished(10).stream()
            .filter(Publication.OfIncident.class::isInstance)
            .map(one -> ((Publication.OfIncident) one).incident())
            .findFirst()
            .orElseThrow();
  }

  @Test
  void whatAnOlderProcessWritesBesideThisOneCounts() throws Exception {
    insert(FAILING, "r1");
    migrate(MigrationVersion.LATEST);
    Ledger ledger =
        new PostgresLedger(database, (_, at) -> Plan.atOnce("default", List.of("slack"), at));
    ledger.tick(T0, T0.plusSeconds(12), 10);
    // It knows nothing of the column with the rules.
    Check lasting =
        Samples.check(check.item(), new Thresholds(1, 1, 3), "default", "r2", check.meaning());
    execute("update alert.item set revision = 'r2'");
    execute("update alert.definition set definition = ?", json(lasting));
    ledger.accept(List.of(Samples.passed(check.item(), T0.plusSeconds(30))), T0.plusSeconds(31));
    assertThat(status().state()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void anOlderProcessFindsWhatItGoesBy() throws Exception {
    migrate(MigrationVersion.LATEST);
    Ledger ledger =
        new PostgresLedger(database, (_, at) -> Plan.atOnce("default", List.of("slack"), at));
    ledger.define(List.of(new Ledger.Definition.Defined(check)), T0);
    assertThat(one("select patience_ms from alert.item")).isEqualTo("25000");
    assertThat(one("select fails || ' of ' || fails_of from alert.item")).isEqualTo("1 of 1");
  }

  private ItemStatus status() {
    return new PostgresPublications(database)
        .unpublished(10).stream()
            .filter(Publication.OfStatus.class::isInstance)
            .map(one -> ((Publication.OfStatus) one).status())
            .findFirst()
            .orElseThrow();
  }

  private void insert(String state, String revision) throws Exception {
    execute(
        "insert into alert.item (item, revision, fails, fails_of, recovers, patience_ms, state,"
            + " reason, version, wake_at, changed_at)"
            + " values (?, ?, 1, 1, 1, 25000, ?, 'timed out', 3, '2026-11-20T08:00:12Z', now())",
        check.item().toString(),
        revision,
        state);
    execute(
        "insert into alert.definition (item, definition) values (?, ?)",
        check.item().toString(),
        json(check));
  }

  private static String json(Check check) throws Exception {
    return WireCodec.newMapper().writeValueAsString(check);
  }

  private void execute(String sql, String... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private String one(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static DataSource withSchemaOne() {
    Infrastructure infrastructure = Infrastructure.shared();
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(infrastructure.freshDatabase());
    database.setUser(infrastructure.username());
    database.setPassword(infrastructure.password());
    migrate(database, MigrationVersion.fromVersion("1"));
    return database;
  }

  private void migrate(MigrationVersion version) {
    migrate(database, version);
  }

  private static void migrate(DataSource database, MigrationVersion version) {
    Flyway.configure()
        .dataSource(database)
        .schemas("alert")
        .locations("db/alert")
        .target(version)
        .load()
        .migrate();
  }
}
