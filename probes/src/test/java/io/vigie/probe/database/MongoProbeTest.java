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
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * MongoDB, of which no server is to be had here: against a fake that its own library speaks for.
 */
class MongoProbeTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final DatabaseProbe PROBE =
      new DatabaseProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final Duration SHORT = Duration.ofMillis(500);

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
    return "{product: mongodb, host: localhost, user: 'vi,gie=', password: '${secret:PW}', port: "
        + port
        + ", "
        + more
        + "}";
  }

  private static Observation look(Behaviour server, String more) {
    return look(server, FakeMongo.PASSWORD, more);
  }

  private static Observation look(Behaviour server, String password, String more) {
    try (RawTarget target = RawTarget.start(server)) {
      return looking.at(PROBE, at(target.port(), more), Map.of("PW", password));
    }
  }

  private static Failure misbehaving(Behaviour server) {
    try (RawTarget target = RawTarget.start(server)) {
      return failure(
          looking.at(PROBE, at(target.port(), "tls: off").replace("${secret:PW}", "x"), SHORT));
    }
  }

  @Test
  void logsInByScramAndKnowsWhoAnswers() {
    Observation observation = look(new FakeMongo(), "tls: off");

    assertMet(
        PROBE,
        observation,
        "login.accepted && server.product == 'mongodb' && server.versionNumber == 70014",
        "server.parameters['setName'] == 'rs0' && server.parameters['isWritablePrimary'] == 'true'",
        "latency.p95 > duration('0s') && rowCount == 0 && !tls.present");
    assertThat(observation.toString()).doesNotContain(FakeMongo.PASSWORD);
  }

  @Test
  void speaksTlsAndJudgesTheCertificate() {
    try (RawTarget good = RawTarget.start(AUTHORITY.issue("localhost"), new FakeMongo());
        RawTarget expired = RawTarget.start(AUTHORITY.issueExpired("localhost"), new FakeMongo())) {
      Map<String, String> secret = Map.of("PW", FakeMongo.PASSWORD);

      assertMet(PROBE, looking.at(PROBE, at(good.port(), "tls: on"), secret), "tls.verified");
      assertThat(failure(looking.at(PROBE, at(expired.port(), "tls: on"), secret)).code())
          .isEqualTo("tls-expired");
    }
  }

  @Test
  void tellsALoginThatIsRefusedFromOneThatMustBe() {
    String refused = "tls: {mode: off}, login: refused";

    assertThat(failure(look(new FakeMongo(), "wrong", "tls: off")))
        .returns("login-refused", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("AuthenticationFailed (18)"));
    assertMet(
        PROBE,
        look(new FakeMongo(), "wrong", refused),
        "!login.accepted && error.number == 18 && error.code == 'AuthenticationFailed'");
    assertThat(failure(look(new FakeMongo(), refused)).code()).isEqualTo("login-accepted");
    assertThat(judgedByDefault(PROBE, settings(refused), look(new FakeMongo(), "wrong", refused)))
        .isEmpty();
  }

  private static DatabaseSettings settings(String more) {
    return Looking.settings(PROBE, at(1, more));
  }

  @Test
  void asksWithinLimits() {
    FakeMongo server =
        new FakeMongo()
            .answering(
                "find",
                "{ok: 1, cursor: {id: {$numberLong: '0'}, ns: 'shop.sale', firstBatch: ["
                    + "{_id: {$oid: '507f1f77bcf86cd799439011'}, n: 3, at: {$date:"
                    + " '2026-01-02T03:04:05Z'}, tags: ['a', 'b'], deep: {x: 1.5, y: null}},"
                    + "{_id: 2}, {_id: 3}]}}");

    Observation observation =
        look(
            server,
            "tls: off, maxRows: 2, statementTimeout: 3s, query: '{\"find\": \"sale\","
                + " \"filter\": {\"n\": {\"$gt\": 2.5}}}'");

    assertMet(
        PROBE,
        observation,
        "truncated && rowCount == 2 && value == '507f1f77bcf86cd799439011'",
        "rows[0].n == 3 && rows[0].at == timestamp('2026-01-02T03:04:05Z')",
        "rows[0].tags == ['a', 'b'] && rows[0].deep.x == 1.5 && rows[0].deep.y == null");
    assertThat(server.asked("find").toJson())
        .contains("\"limit\": 3")
        .contains("\"singleBatch\": true")
        .contains("\"maxTimeMS\": 3000")
        .contains("\"$gt\": 2.5")
        .contains("\"$db\": \"admin\"");
  }

  @Test
  void answersWithOneNumberWhereThatIsAll() {
    FakeMongo server = new FakeMongo().answering("count", "{n: 42, ok: 1}");

    assertMet(
        PROBE,
        look(server, "tls: off, query: '{\"count\": \"sale\", \"$db\": \"shop\"}'"),
        "value == 42 && columns == ['n'] && !truncated");
    assertThat(server.asked("count").getString("$db").getValue()).isEqualTo("shop");
  }

  @Test
  void listsDistinctValues() {
    FakeMongo server = new FakeMongo().answering("distinct", "{values: ['a', 7], ok: 1}");

    assertMet(
        PROBE,
        look(server, "tls: off, query: '{\"distinct\": \"sale\", \"key\": \"kind\"}'"),
        "rows.map(r, r.value) == ['a', 7]");
  }

  @ParameterizedTest
  @CsvSource({"50, MaxTimeMSExpired, query-timed-out", "13, Unauthorized, query-failed"})
  void tellsWhyAQueryIsRefused(int number, String name, String code) {
    FakeMongo server =
        new FakeMongo()
            .answering(
                "dbStats", "{ok: 0, code: " + number + ", codeName: '" + name + "', errmsg: 'no'}");

    assertThat(failure(look(server, "tls: off, query: '{\"dbStats\": 1}'")).code()).isEqualTo(code);
  }

  @Test
  void refusesAServerThatDoesNotKnowThePassword() {
    FakeMongo impostor =
        new FakeMongo()
            .answering(
                "saslContinue",
                "{conversationId: 1, done: true, ok: 1, payload: {$binary: {base64:"
                    + " 'dj1BQUFB', subType: '00'}}}");

    assertThat(failure(look(impostor, "tls: off")).code()).isEqualTo("login-not-proven");
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void survivesWhateverAServerDoes(Hostile hostile) {
    assertThat(misbehaving(hostile.behaviour()).code())
        .isIn("timeout", "protocol-error", "answer-limit", "connection-closed", "connection-reset");
  }

  @ParameterizedTest
  @CsvSource({
    // length, request that it answers, opcode, expected
    "2147483647, 1, 2013, answer-limit",
    "20, 1, 2013, protocol-error",
    "60, 2, 2013, protocol-error",
    "60, 1, 1, protocol-error",
    "-1, 1, 2013, answer-limit"
  })
  void doesNotBelieveWhatAHeaderSays(int length, int request, int opcode, String code) {
    byte[] header =
        new Bytes()
            .little(length, 4)
            .little(9, 4)
            .little(request, 4)
            .little(opcode, 4)
            .add(new byte[44])
            .toArray();
    Behaviour server =
        connection -> {
          connection.socket().getInputStream().readNBytes(30);
          connection.socket().getOutputStream().write(header);
          connection.readUntilClosed();
        };

    assertThat(misbehaving(server).code()).isEqualTo(code);
  }
}
