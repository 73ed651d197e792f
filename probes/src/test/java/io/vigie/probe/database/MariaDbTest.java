package io.vigie.probe.database;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static io.vigie.probe.line.RealServer.requireInstalled;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.embedded.Ports;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.RealServer;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the MariaDB of the distribution. */
@Tag("real")
class MariaDbTest {

  private static final String SERVER = "/usr/sbin/mariadbd";
  private static final String INSTALL = "/usr/bin/mariadb-install-db";
  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final DatabaseProbe PROBE =
      new DatabaseProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final int PORT = Ports.free();

  @TempDir static Path folder;

  private static RealServer server;
  private static Looking looking;

  @BeforeAll
  static void start() throws Exception {
    requireInstalled(SERVER, INSTALL);
    looking = new Looking();
    TlsIdentity identity = AUTHORITY.issue("localhost");
    Files.writeString(folder.resolve("cert.pem"), identity.chainPem());
    Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    Files.writeString(
        folder.resolve("setup.sql"),
        """
        SET NAMES utf8mb4;
        CREATE DATABASE shop;
        CREATE TABLE shop.sale (id bigint unsigned, price decimal(9,2), sold datetime(3), day date, ok boolean, rate double, name varchar(20), nothing text);
        INSERT INTO shop.sale VALUES (7, 12.50, '2026-01-02 03:04:05.678', '2026-03-04', true, 0.5, 'café', null);
        CREATE USER watch IDENTIFIED BY 'pw';
        GRANT ALL ON shop.* TO watch;
        CREATE USER tlsonly IDENTIFIED BY 'tls' REQUIRE SSL;
        """);
    RealServer.run(
        folder,
        List.of(INSTALL, "--no-defaults", "--datadir=" + data(), "--user=root", "--skip-test-db"));
    server =
        RealServer.start(
            folder,
            PORT,
            List.of(
                SERVER,
                "--no-defaults",
                "--user=root",
                "--datadir=" + data(),
                "--socket=" + folder.resolve("s"),
                "--bind-address=127.0.0.1",
                "--port=" + PORT,
                "--ssl-cert=" + folder.resolve("cert.pem"),
                "--ssl-key=" + folder.resolve("key.pem"),
                "--init-file=" + folder.resolve("setup.sql")));
  }

  private static Path data() {
    return folder.resolve("data");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      looking.close();
    }
  }

  private static String as(String user, String password, String more) {
    return "{product: mariadb, host: localhost, port: %d, user: %s, password: %s, %s}"
        .formatted(PORT, user, password, more);
  }

  private static Observation ask(String query, String more) {
    return looking.at(
        PROBE, as("watch", "pw", "database: shop, query: \"" + query + "\", " + more));
  }

  @Test
  void logsInOverTlsAndMeasures() {
    String yaml = as("watch", "pw", "pings: 20");

    Observation observation = looking.at(PROBE, yaml);

    assertThat(judgedByDefault(PROBE, Looking.settings(PROBE, yaml), observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "server.product == 'mariadb' && server.versionNumber >= 100000",
        "tls.verified && certificate.daysLeft == 30",
        "latency.least > duration('0s') && latency.p95 < duration('1s')");
  }

  @Test
  void readsColumnsByTheirTypes() {
    assertMet(
        PROBE,
        ask("SELECT * FROM sale", "tls: off"),
        "rowCount == 1 && value == 7 && rows[0].price == 12.5 && rows[0].rate == 0.5",
        "rows[0].sold == timestamp('2026-01-02T03:04:05.678Z')",
        "rows[0].day == timestamp('2026-03-04T00:00:00Z')",
        "rows[0].ok == 1 && rows[0].name == 'café' && rows[0].nothing == null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM sale FOR UPDATE; DELETE FROM sale",
        "SELECT 1; SELECT 2",
      })
  void takesOneStatementOnly(String query) {
    assertThat(failure(ask(query, "pings: 1")).code()).isEqualTo("query-failed");
    assertMet(PROBE, ask("SELECT count(*) FROM sale", "pings: 1"), "value == 1");
  }

  @Test
  void canWriteNothing() {
    assertThat(
            failure(
                    ask(
                        "ANALYZE FORMAT=JSON DELETE FROM sale"
                            .replace("ANALYZE FORMAT=JSON", "EXPLAIN ANALYZE"),
                        "pings: 1"))
                .code())
        .isIn("not-read-only", "query-failed");
    assertMet(PROBE, ask("SELECT count(*) FROM sale", "pings: 1"), "value == 1");
  }

  @Test
  void endsAStatementThatTakesTooLong() {
    Failure failure =
        failure(
            ask(
                "SELECT count(*) FROM seq_1_to_1000000 a, seq_1_to_1000000 b",
                "statementTimeout: 200ms"));

    assertThat(failure.code()).isEqualTo("query-timed-out");
  }

  @Test
  void readsOnlySoManyRowsAndBytes() {
    assertMet(
        PROBE,
        ask("SELECT seq FROM seq_1_to_100000", "maxRows: 10"),
        "truncated && rowCount == 10 && rows[9].seq == 10");
    assertMet(PROBE, ask("SELECT repeat('x', 5000000)", "pings: 1"), "truncated && rowCount == 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watch | wrong | tls: on | login-refused | 1045",
        "tlsonly | tls | tls: off | login-refused | 1045",
        "watch | pw | 'tls: on, database: gone' | login-refused | 1044",
        "watch | pw | login: refused | login-accepted | must be refused"
      })
  void namesWhyNobodyIsLetIn(String user, String password, String more, String code, String says) {
    assertThat(failure(looking.at(PROBE, as(user, password, more))))
        .returns(code, Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains(says));
  }

  @Test
  void passesWhereTheLoginMustFail() {
    String yaml = as("watch", "chrona", "login: refused");

    Observation observation = looking.at(PROBE, yaml);

    assertThat(judgedByDefault(PROBE, Looking.settings(PROBE, yaml), observation)).isEmpty();
    assertMet(PROBE, looking.at(PROBE, as("tlsonly", "tls", "tls: on")), "login.accepted");
  }

  @Test
  void trustsNobodyItDoesNotKnow() {
    assertThat(failure(looking.at(new DatabaseProbe(), as("watch", "pw", "tls: on"))).code())
        .isEqualTo("tls-untrusted");
  }
}
