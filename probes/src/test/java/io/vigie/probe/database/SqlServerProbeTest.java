package io.vigie.probe.database;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Hostile;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.sqlserver.FakeSqlServer;
import io.vigie.testkit.sqlserver.TdsTokens;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SQL Server, of which no server is to be had here: against a fake that the driver of its maker
 * takes for one.
 */
class SqlServerProbeTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final DatabaseProbe PROBE =
      new DatabaseProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String CLEAR = "tls: off";
  private static final String QUERY = "SELECT x FROM t";
  private static final String ASKING = "tls: off, query: " + QUERY;

  private static Looking looking;

  @BeforeAll
  static void start() {
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  private static String at(int port, String more) {
    return "{product: sqlserver, host: localhost, user: vigie, password: '${secret:PW}', port: "
        + port
        + ", "
        + more
        + "}";
  }

  private static Observation look(Behaviour server, String more) {
    return look(server, FakeSqlServer.PASSWORD, more);
  }

  private static Observation look(Behaviour server, String password, String more) {
    try (RawTarget target = RawTarget.start(server)) {
      return looking.at(PROBE, at(target.port(), more), Map.of("PW", password));
    }
  }

  private static Failure failing(Behaviour server, String more) {
    return failure(look(server, more));
  }

  private static Failure misbehaving(Behaviour server, String more) {
    try (RawTarget target = RawTarget.start(server)) {
      return failure(
          looking.at(PROBE, at(target.port(), more).replace("${secret:PW}", "x"), SHORT));
    }
  }

  private static FakeSqlServer answering(TdsTokens tokens) {
    return FakeSqlServer.inClear().answering(QUERY, tokens);
  }

  private static TdsTokens oneColumn(int... type) {
    return new TdsTokens().columns(1).column("x", type);
  }

  private static FakeSqlServer refusing(int number, String message) {
    return FakeSqlServer.inClear().greeting(new TdsTokens().error(number, message).failed());
  }

  @Test
  void logsInAndKnowsWhoAnswers() {
    FakeSqlServer server = FakeSqlServer.inClear();

    Observation observation = look(server, "tls: off, database: shop, pings: 3");

    assertMet(
        PROBE,
        observation,
        "login.accepted && server.product == 'sqlserver' && server.versionNumber == 160000",
        "server.version == '16.0.4201' && server.parameters['database'] == 'shop'",
        "server.parameters['program'] == 'Microsoft SQL Server' && !tls.present",
        "latency.p95 > duration('0s') && rowCount == 0");
    assertThat(server.statements())
        .hasSize(4)
        .startsWith(
            "SET NOCOUNT ON SET XACT_ABORT ON SET LOCK_TIMEOUT 5000 SET ROWCOUNT 101 BEGIN"
                + " TRANSACTION",
            "SELECT 1");
    assertThat(observation.toString()).doesNotContain(FakeSqlServer.PASSWORD);
  }

  @Test
  void speaksTlsWithinPacketsAndJudgesTheCertificate() {
    assertMet(
        PROBE,
        look(FakeSqlServer.secure(AUTHORITY.issue("localhost")), "tls: on"),
        "login.accepted && tls.present && tls.verified && tls.version == 'TLSv1.2'");
    assertThat(failing(FakeSqlServer.secure(AUTHORITY.issueExpired("localhost")), "tls: on"))
        .returns("tls-expired", Failure::code)
        .returns("tls", Failure::phase);
    assertThat(failing(FakeSqlServer.secure(AUTHORITY.issue("other.example")), "tls: on").code())
        .isEqualTo("tls-wrong-host");
  }

  @Test
  void givesNothingAwayWhereTlsIsNotOffered() {
    FakeSqlServer server = FakeSqlServer.inClear();

    assertThat(failing(server, "tls: on").code()).isEqualTo("tls-not-offered");
    assertThat(server.statements()).isEmpty();
  }

  @Test
  void seesThatNobodyGetsInWithoutTls() {
    Behaviour server = FakeSqlServer.onlySecure(AUTHORITY.issue("localhost"));
    String refused = "tls: {mode: off}, login: refused";

    assertThat(failing(server, CLEAR).code()).isEqualTo("login-refused");
    assertMet(PROBE, look(server, refused), "error.code == 'tls-required' && !login.accepted");
    assertThat(judgedByDefault(PROBE, settings("tls: off, login: refused"), look(server, refused)))
        .isEmpty();
  }

  @Test
  void tellsALoginThatIsRefusedFromOneThatMustBe() {
    String refused = "tls: {mode: off}, login: refused";
    Observation wrong = look(FakeSqlServer.inClear(), "wrong", refused);

    assertThat(failure(look(FakeSqlServer.inClear(), "wrong", CLEAR)))
        .returns("login-refused", Failure::code)
        .satisfies(
            failure -> assertThat(failure.summary()).contains("18456: Login failed for user"));
    assertMet(PROBE, wrong, "!login.accepted && error.number == 18456 && error.code == '18456'");
    assertThat(failing(FakeSqlServer.inClear(), refused).code()).isEqualTo("login-accepted");
    assertThat(judgedByDefault(PROBE, settings("login: refused"), wrong)).isEmpty();
  }

  private static DatabaseSettings settings(String more) {
    return Looking.settings(PROBE, at(1, more));
  }

  @ParameterizedTest
  @CsvSource({
    "18486, login-refused",
    "4060, database-missing",
    "17809, too-many-connections",
    "18401, not-ready",
    "17832, server-error"
  })
  void namesWhyNobodyIsLetIn(int number, String code) {
    assertThat(failing(refusing(number, "because"), CLEAR))
        .returns(code, Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains(number + ": because"));
  }

  @Test
  void goesNowhereElse() {
    FakeSqlServer server =
        FakeSqlServer.inClear()
            .greeting(
                new TdsTokens()
                    .counted(
                        0xe3,
                        new TdsTokens().u8(20).little(9, 2).u8(0, 0x99, 5).little(1, 2).wide("x"))
                    .done(0));

    assertThat(failing(server, CLEAR).code()).isEqualTo("login-unsupported");
  }

  @Test
  void asksWithinLimits() {
    TdsTokens rows =
        new TdsTokens().columns(2).column("n", 0x26, 4).column("s", 0xe7, 40, 0, 9, 4, 0xd0, 0, 52);
    for (int i = 1; i <= 3; i++) {
      rows.row().u8(4).little(i, 4).little(2, 2).wide("é");
    }
    FakeSqlServer server = answering(rows.done(3));

    assertMet(
        PROBE,
        look(server, ASKING + ", maxRows: 2"),
        "truncated && rowCount == 2 && value == 1 && columns == ['n', 's']",
        "rows.all(r, r.s == 'é')");
    assertThat(server.statements()).anyMatch(said -> said.contains("SET ROWCOUNT 3 "));
    assertMet(PROBE, look(server, ASKING), "!truncated && rowCount == 3");
  }

  @Test
  void readsNoMoreThanItBears() {
    TdsTokens rows = oneColumn(0xa5, 0xff, 0xff).row().little(-2, 8).little(70_000, 4);
    rows.add(new byte[70_000]).little(0x7fffffff, 4).add(new byte[5000]);

    assertMet(PROBE, look(answering(rows), ASKING), "truncated && rowCount == 0");
  }

  @Test
  void knowsColumnsThatAreNull() {
    TdsTokens answer =
        new TdsTokens()
            .columns(2)
            .column("a", 0x26, 4)
            .column("b", 0x26, 4)
            .u8(0xd2, 1, 4)
            .little(7, 4)
            .done(1);

    assertMet(PROBE, look(answering(answer), ASKING), "rows[0].a == null && rows[0].b == 7");
  }

  @ParameterizedTest
  @CsvSource({"1222, query-timed-out", "229, query-failed", "208, query-failed"})
  void tellsWhyAQueryIsRefused(int number, String code) {
    FakeSqlServer server = answering(new TdsTokens().error(number, "no").failed());

    assertThat(failing(server, ASKING).code()).isEqualTo(code);
  }

  @Test
  void asksTheServerToStopWhatTakesTooLong() {
    FakeSqlServer server = FakeSqlServer.inClear().answering(QUERY, FakeSqlServer.NOTHING);

    assertThat(failing(server, ASKING + ", statementTimeout: 50ms"))
        .returns("query-timed-out", Failure::code)
        .returns("query", Failure::phase);
    assertThat(server.stopped()).isEqualTo(1);
  }

  @Test
  void refusesWhatAnswersTwice() {
    TdsTokens twice = oneColumn(0x38).row().little(1, 4).columns(1).column("y", 0x38).done(0);

    assertThat(failing(answering(twice), ASKING).code()).isEqualTo("several-statements");
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void survivesWhateverAServerDoes(Hostile hostile) {
    assertThat(misbehaving(hostile.behaviour(), CLEAR).code())
        .isIn("timeout", "protocol-error", "answer-limit", "connection-closed", "connection-reset");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x42, 0xac, 0xed})
  void refusesTokensThatItDidNotAskFor(int token) {
    FakeSqlServer server = FakeSqlServer.inClear().greeting(new TdsTokens().u8(token).done(0));

    assertThat(misbehaving(server, CLEAR).code()).isEqualTo("protocol-error");
  }

  @Test
  void endsWhereAServerSaysThingsWithoutEnd() {
    TdsTokens endless = new TdsTokens();
    for (int i = 0; i < 30_000; i++) {
      endless.info(1, "on and on and on");
    }

    assertThat(failing(FakeSqlServer.inClear().greeting(endless), CLEAR).code())
        .isEqualTo("answer-limit");
  }

  @Test
  void refusesAHandshakeThatIsNone() {
    byte[] agreed = {4, 1, 0, 15, 0, 0, 0, 0, 1, 0, 6, 0, 1, (byte) 0xff, 1};
    byte[] garbage =
        "\u0012\u0001\u0000\u0010\0\0\0\0nonsense".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(misbehaving(Servers.saying(agreed, garbage), "tls: on").code())
        .isEqualTo("tls-handshake");
    assertThat(misbehaving(Servers.saying(Servers.both(agreed, garbage)), "tls: on").code())
        .isEqualTo("clear-text-injected");
  }
}
