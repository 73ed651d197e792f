package io.vigie.probe.redis;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.tls.TestAuthority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds with a real server and with the fake one alike. */
abstract class RedisContract {

  static final String PASSWORD = "pass word:1";
  static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  static final RedisProbe PROBE = new RedisProbe(new TlsContexts(AUTHORITY.trustStore()));

  private static Looking looking;

  /** The port of a server that answers everybody. */
  abstract int open();

  /** That of one with a password, and with the account {@code watch} of the same. */
  abstract int guarded();

  /** That of the same over TLS, made for localhost. */
  abstract int secured();

  @BeforeAll
  static void start() {
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  private static String at(int port, String more) {
    return "{host: localhost, port: %d, %s}".formatted(port, more);
  }

  private static Observation look(String settings) {
    return looking.at(PROBE, settings, Map.of("PW", PASSWORD));
  }

  private static Failure refused(String settings) {
    return failure(look(settings));
  }

  private static List<Unmet> unmet(String settings) {
    return judgedByDefault(PROBE, Looking.settings(PROBE, settings), look(settings));
  }

  @Test
  void passesWhereItAnswersEverybodyAndNoPasswordIsSet() {
    String settings = at(open(), "tls: off");

    assertThat(unmet(settings)).isEmpty();
    assertMet(
        PROBE,
        look(settings),
        "ping == 'PONG' && !login.needed && latency > duration('0s')",
        "server.version.startsWith('7.') && server.role == 'master'",
        "memory.used > 0 && memory.max == 0 && memory.policy == 'noeviction'",
        "clients >= 1 && info['redis_version'] == server.version");
  }

  @Test
  void passesWhereItAnswersWithThePasswordOnly() {
    String settings = at(guarded(), "password: '${secret:PW}', tls: off");

    assertThat(unmet(settings)).isEmpty();
    assertMet(PROBE, look(settings), "login.needed && login.accepted && ping == 'PONG'");
    assertThat(look(settings).toString()).doesNotContain(PASSWORD);
  }

  @Test
  void logsInWithAnAccountToo() {
    assertThat(unmet(at(guarded(), "user: watch, password: '${secret:PW}', tls: off"))).isEmpty();
  }

  @Test
  void failsWhereAPasswordIsSetAndNobodyIsAskedForOne() {
    assertThat(refused(at(open(), "password: '${secret:PW}', tls: off")))
        .returns("login-not-configured", Failure::code)
        .returns("login", Failure::phase);
  }

  @Test
  void failsWhereEverybodyIsAnsweredThatMustNotBe() {
    assertThat(unmet(at(open(), "login: refused, tls: off")))
        .extracting(Unmet::expression)
        .containsExactly("login.needed");
  }

  @Test
  void passesWhereNobodyIsAnsweredWithoutAPassword() {
    String settings = at(guarded(), "login: refused, tls: off");

    assertThat(unmet(settings)).isEmpty();
    assertMet(PROBE, look(settings), "ping == 'NOAUTH' && server.version == ''");
  }

  @Test
  void failsWhereAPasswordIsNeededAndNoneIsSet() {
    assertThat(unmet(at(guarded(), "tls: off")))
        .extracting(Unmet::found)
        .anySatisfy(found -> assertThat(found).contains("NOAUTH"));
  }

  @Test
  void namesAWrongPassword() {
    assertThat(refused(at(guarded(), "password: wrong, tls: off")))
        .returns("login-refused", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("WRONGPASS"));
    assertThat(unmet(at(guarded(), "password: wrong, login: refused, tls: off"))).isEmpty();
    assertThat(refused(at(guarded(), "password: '${secret:PW}', login: refused, tls: off")).code())
        .isEqualTo("login-accepted");
  }

  @Test
  void speaksTlsAndShowsTheCertificate() {
    String settings = at(secured(), "password: '${secret:PW}'");

    assertThat(unmet(settings)).isEmpty();
    assertMet(PROBE, look(settings), "tls.verified && certificate.daysLeft == 30");
  }

  @Test
  void tellsWhatIsWrongWithTls() {
    // A real one waits for the rest of what it takes for a command.
    assertThat(failure(looking.at(PROBE, at(open(), "tls: on"), Duration.ofSeconds(1))))
        .returns("tls", Failure::phase)
        .satisfies(failure -> assertThat(failure.code()).isIn("tls-handshake", "timeout"));
    assertThat(refused(at(secured(), "tls: {serverName: other.internal}")).code())
        .isEqualTo("tls-wrong-host");
    assertThat(failure(looking.at(new RedisProbe(), at(secured(), "tls: on"))).code())
        .isEqualTo("tls-untrusted");
  }
}
