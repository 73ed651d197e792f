package io.vigie.probe.database;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static io.vigie.probe.Observed.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.embedded.EmbeddedPostgres;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real PostgreSQL. */
class PostgresTest {

  private static final String PASSWORD = "a pass,w0rd=";
  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final DatabaseProbe PROBE =
      new DatabaseProbe(new TlsContexts(AUTHORITY.trustStore()));

  @TempDir static Path folder;

  private static EmbeddedPostgres server;
  private static Looking looking;

  @BeforeAll
  static void start() throws Exception {
    looking = new Looking();
    server = EmbeddedPostgres.start(folder, 0);
    run(
        "CREATE ROLE watch LOGIN PASSWORD '" + PASSWORD + "'",
        "CREATE ROLE full LOGIN PASSWORD 'full' CONNECTION LIMIT 0",
        "SET password_encryption = 'md5'",
        "CREATE ROLE old LOGIN PASSWORD 'old'",
        "CREATE ROLE clear LOGIN PASSWORD 'clear'",
        "CREATE ROLE tlsonly LOGIN PASSWORD 'tlsonly'",
        "CREATE TABLE sale (id bigint, price numeric(9,2), sold timestamptz, day date, ok boolean,"
            + " rate float8, name text, nothing text)",
        "INSERT INTO sale VALUES (7, 12.50, '2026-01-02 03:04:05.678+02', '2026-03-04', true, 0.5,"
            + " 'caf\u00e9', null)",
        "CREATE SEQUENCE numbers",
        "GRANT ALL ON sale, numbers TO watch");
    allow("host all old all md5", "host all clear all password");
    allow("hostssl all tlsonly all md5", "host all tlsonly all reject");
    show(AUTHORITY.issue("localhost"));
  }

  @AfterAll
  static void stop() {
    server.close();
    looking.close();
  }

  private static void run(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Puts rules before those that are there. */
  private static void allow(String... rules) throws Exception {
    Path file = folder.resolve("data/pg_hba.conf");
    Files.writeString(file, String.join("\n", rules) + "\n" + Files.readString(file));
    run("SELECT pg_reload_conf()");
  }

  private static void show(TlsIdentity identity) throws Exception {
    Path data = folder.resolve("data");
    write(data.resolve("server.crt"), identity.chainPem());
    write(data.resolve("server.key"), identity.keyPem());
    run("ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setOwner(file, Files.getOwner(folder.resolve("data")));
  }

  private static String as(String user, String password, String more) {
    return "{product: postgresql, host: localhost, port: %d, database: postgres, user: %s, password: '%s', %s}"
        .formatted(server.port(), user, password, more);
  }

  private static Observation ask(String query) {
    return ask(query, "pings: 1");
  }

  private static Observation ask(String query, String more) {
    String yaml = as("watch", "${secret:PW}", "query: \"" + query + "\", tls: off, " + more);
    return looking.at(PROBE, yaml, Map.of("PW", PASSWORD));
  }

  private static Failure refused(String settings) {
    return failure(looking.at(PROBE, settings));
  }

  @Test
  void logsInByScramAndMeasures() {
    String yaml = as("watch", PASSWORD, "tls: off, pings: 20");

    Observation observation = looking.at(PROBE, yaml);

    assertThat(judgedByDefault(PROBE, Looking.settings(PROBE, yaml), observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "server.product == 'postgresql' && server.versionNumber >= 160000",
        "server.parameters['is_superuser'] == 'off'",
        "latency.least > duration('0s') && latency.least <= latency.median",
        "latency.median <= latency.p95 && latency.p95 < duration('1s')",
        "!tls.present && phases.login > duration('0s') && phases.query == duration('0s')");
    assertThat(seen(observation).evidence().facts()).containsKey("server.version");
    assertThat(seen(observation).evidence().toString()).doesNotContain(PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({"old, old", "clear, clear"})
  void logsInInOlderWays(String user, String password) {
    assertMet(PROBE, looking.at(PROBE, as(user, password, "tls: off")), "login.accepted");
  }

  @Test
  void readsColumnsByTheirTypes() {
    assertMet(
        PROBE,
        ask("SELECT * FROM sale"),
        "rowCount == 1 && columns[0] == 'id' && value == 7",
        "rows[0].price == 12.5 && rows[0].rate == 0.5",
        "rows[0].sold == timestamp('2026-01-02T01:04:05.678Z')",
        "rows[0].day == timestamp('2026-03-04T00:00:00Z')",
        "rows[0].ok == true && rows[0].name == 'caf\u00e9' && rows[0].nothing == null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW password_encryption | value == 'scram-sha-256'",
        "SELECT count(*) FROM information_schema.tables WHERE table_name IN ('sale', 'gone') |"
            + " value == 1",
        "SELECT count(*) * 100 / current_setting('max_connections')::int FROM pg_stat_activity |"
            + " value < 80",
        "SELECT min(day) FROM sale | value > timestamp('2026-01-01T00:00:00Z')",
        "SELECT 1 WHERE false | rowCount == 0",
        "SELECT rolsuper FROM pg_roles WHERE rolname = 'watch' | value == false",
        "SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1 | value == 'UTF8'",
      })
  void answersTheQuestionsOfTheCatalogue(String query, String expectation) {
    assertMet(PROBE, ask(query), expectation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH gone AS (DELETE FROM sale RETURNING id) SELECT * FROM gone",
        "SELECT nextval('numbers')",
        "SELECT * INTO copy FROM sale",
        "EXPLAIN ANALYZE DELETE FROM sale"
      })
  void canWriteNothing(String query) throws SQLException {
    assertThat(failure(ask(query)).code()).isEqualTo("not-read-only");

    assertMet(PROBE, ask("SELECT count(*) FROM sale"), "value == 1");
  }

  @Test
  void cannotBeMadeToWrite() {
    Failure failure = failure(ask("SELECT set_config('transaction_read_only', 'off', false)"));

    assertThat(failure.code()).isEqualTo("query-failed");
    assertThat(failure.summary()).contains("read-write mode must be set before any query");
  }

  @Test
  void takesOneStatementOnly() {
    assertThat(failure(ask("SELECT 1; SELECT 2")).code()).isEqualTo("several-statements");
  }

  @Test
  void endsAStatementThatTakesTooLong() {
    Failure failure = failure(ask("SELECT pg_sleep(8)", "statementTimeout: 100ms"));

    assertThat(failure.code()).isEqualTo("query-timed-out");
    assertThat(failure.phase()).isEqualTo("query");
  }

  @Test
  void readsOnlySoManyRows() {
    assertMet(
        PROBE,
        ask("SELECT generate_series(1, 1000000) AS n", "maxRows: 10"),
        "truncated && rowCount == 10 && rows[9].n == 10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT repeat('x', 50000000)",
        "SELECT repeat('x', 1000) FROM generate_series(1, 1000000)"
      })
  void readsOnlySoManyBytes(String query) {
    Observation observation = ask(query, "maxRows: 1000");

    assertMet(PROBE, observation, "truncated && rowCount < 300");
    assertThat(observation.toString().length()).isLessThan(400_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watch | wrong | tls: off | login-refused | 28P01",
        "nobody | none | tls: off | login-refused | 28P01",
        "full | full | tls: off | too-many-connections | 53300",
        "tlsonly | tlsonly | tls: off | login-refused | 28000",
        "old | old | 'tls: off, login: refused' | login-accepted | must be refused",
      })
  void namesWhyNobodyIsLetIn(String user, String password, String more, String code, String says) {
    Failure failure = refused(as(user, password, more));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.phase()).isEqualTo("login");
    assertThat(failure.summary()).contains(says);
  }

  @Test
  void namesADatabaseThatIsNotThere() {
    Failure failure = refused(as("watch", PASSWORD, "tls: off").replace("postgres,", "gone,"));

    assertThat(failure.code()).isEqualTo("database-missing");
  }

  @Test
  void namesAPasswordThatIsNotSet() {
    String yaml =
        "{product: postgresql, host: localhost, port: %d, user: watch, tls: off}"
            .formatted(server.port());

    assertThat(refused(yaml).code()).isEqualTo("password-required");
  }

  @Test
  void passesWhereTheLoginMustFail() {
    String yaml = as("watch", "chrona", "login: refused");

    Observation observation = looking.at(PROBE, yaml);

    assertThat(judgedByDefault(PROBE, Looking.settings(PROBE, yaml), observation)).isEmpty();
    assertMet(PROBE, observation, "error.code == '28P01' && error.message != ''", "tls.present");
  }

  @Test
  void passesWhereNobodyGetsInWithoutTls() {
    String yaml = as("tlsonly", "tlsonly", "login: refused, tls: off");

    assertMet(PROBE, looking.at(PROBE, yaml), "error.code == '28000'");
  }

  @Test
  void speaksTlsAndShowsTheCertificate() {
    Observation observation =
        looking.at(
            PROBE,
            as(
                "tlsonly",
                "tlsonly",
                "query: SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));

    assertMet(
        PROBE,
        observation,
        "value == true && tls.verified && tls.version == 'TLSv1.3'",
        "certificate.daysLeft == 30 && certificate.sans == ['localhost']");
    assertThat(seen(observation).evidence().facts()).containsKey("certificate.notAfter");
  }

  @Test
  void takesAnotherNameForTheCertificate() {
    String byName = as("watch", PASSWORD, "tls: {serverName: localhost}");
    String byAddress = as("watch", PASSWORD, "tls: on").replace("localhost", "127.0.0.1");

    assertMet(
        PROBE,
        looking.at(PROBE, byName.replace("host: localhost", "host: 127.0.0.1")),
        "tls.verified");
    assertThat(refused(byAddress).code()).isEqualTo("tls-wrong-host");
  }

  @Test
  void trustsNobodyItDoesNotKnow() {
    Observation strict = looking.at(new DatabaseProbe(), as("watch", PASSWORD, "tls: on"));
    Observation lenient =
        looking.at(new DatabaseProbe(), as("watch", PASSWORD, "tls: {verify: false}"));

    assertThat(failure(strict).code()).isEqualTo("tls-untrusted");
    assertThat(failure(strict).phase()).isEqualTo("tls");
    assertMet(PROBE, lenient, "tls.present && !tls.verified");
  }

  @Test
  void leavesNoConnectionBehind() throws SQLException {
    for (String query :
        List.of("SELECT 1", "SELECT generate_series(1, 1000000)", "SELECT pg_sleep(60)")) {
      looking.at(
          PROBE,
          as("watch", PASSWORD, "query: \"" + query + "\", statementTimeout: 300ms, tls: off"));
    }

    Instant deadline = InstantSource.system().instant().plusSeconds(5);
    while (sessions() > 0) {
      assertThat(InstantSource.system().instant()).isBefore(deadline);
      Thread.onSpinWait();
    }
  }

  private static int sessions() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement();
        var answer =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'watch'")) {
      answer.next();
      return answer.getInt(1);
    }
  }
}
