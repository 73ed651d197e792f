package io.vigie.probe.imap;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Dovecot;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.tls.TestAuthority;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the Dovecot of the distribution. */
@Tag("real")
class DovecotTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final ImapProbe PROBE = new ImapProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final String LOGIN =
      "user: " + Dovecot.USER + ", password: '" + Dovecot.PASSWORD + "', ";

  @TempDir static Path folder;

  private static Dovecot server;
  private static Looking looking;

  @BeforeAll
  static void start() throws Exception {
    server = Dovecot.start(folder, AUTHORITY.issue("localhost"));
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      looking.close();
    }
  }

  private static String at(int port, String more) {
    return "{host: localhost, port: " + port + ", " + more + "}";
  }

  @Test
  void logsInAndLooksIntoTheMailbox() {
    String yaml = at(server.tlsPort(), LOGIN + "tls: implicit");

    Observation observation = looking.at(PROBE, yaml);

    assertThat(judgedByDefault(PROBE, Looking.settings(PROBE, yaml), observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "mailbox.opened && messages == 3 && unseen == 3 && idle",
        "newestAge >= duration('-1m') && newestAge < duration('1h') && oldest <= newest",
        "tls.verified && certificate.daysLeft == 30",
        "'UIDPLUS' in capabilities && duration < duration('5s')");
  }

  @Test
  void leavesTheMailsUnseen() {
    looking.at(PROBE, at(server.tlsPort(), LOGIN + "tls: implicit"));

    assertMet(
        PROBE, looking.at(PROBE, at(server.tlsPort(), LOGIN + "tls: implicit")), "unseen == 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "plain"})
  void changesToTlsAndLogsIn(String mechanism) {
    String yaml = at(server.port(), LOGIN + "tls: starttls, mechanism: " + mechanism);

    assertMet(PROBE, looking.at(PROBE, yaml), "starttls && tls.present && mailbox.opened");
  }

  @Test
  void tellsWhetherStartTlsIsOffered() {
    assertMet(
        PROBE,
        looking.at(PROBE, at(server.port(), "tls: off")),
        "starttls && !tls.present && 'IMAP4REV1' in capabilities");
  }

  @Test
  void tellsALoginThatIsRefusedFromOneThatMustBe() {
    String wrong = "user: robot, password: wrong, ";
    String refused = at(server.tlsPort(), wrong + "login: refused");

    assertThat(failure(looking.at(PROBE, at(server.tlsPort(), wrong + "tls: implicit"))).code())
        .isEqualTo("login-refused");
    assertThat(judgedByDefault(PROBE, Looking.settings(PROBE, refused), looking.at(PROBE, refused)))
        .isEmpty();
  }

  @Test
  void namesWhatIsWrong() {
    assertThat(failure(looking.at(PROBE, at(server.tlsPort(), LOGIN + "mailbox: Gone"))))
        .returns("mailbox-refused", Failure::code);
    assertThat(failure(looking.at(new ImapProbe(), at(server.tlsPort(), LOGIN))).code())
        .isEqualTo("tls-untrusted");
    assertThat(failure(looking.at(PROBE, at(server.port(), LOGIN))).code())
        .isEqualTo("tls-handshake");
  }
}
