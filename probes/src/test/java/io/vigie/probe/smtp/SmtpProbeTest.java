package io.vigie.probe.smtp;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static io.vigie.probe.Observed.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Hostile;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.MailBehaviour;
import io.vigie.testkit.mail.MailBehaviour.Stage;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the fake mail server of the test kit, and servers that misbehave. */
class SmtpProbeTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final SmtpProbe PROBE = new SmtpProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String LOGIN =
      "user: " + FakeMailServer.USER + ", password: '${secret:PW}', tls: {verify: false}";
  private static final String ENVELOPE = "from: a@example.org, to: b@example.net, ";

  private static FakeMailServer server;
  private static Looking looking;

  @BeforeAll
  static void start() {
    looking = new Looking();
    server = FakeMailServer.start(0, InstantSource.system());
  }

  @AfterAll
  static void stop() {
    server.close();
    looking.close();
  }

  @BeforeEach
  void behave() {
    server.reset();
  }

  private static String at(int port, String more) {
    return "{host: localhost, port: " + port + ", " + more + "}";
  }

  private static Observation look(String more) {
    return looking.at(PROBE, at(server.port(), more), Map.of("PW", FakeMailServer.PASSWORD));
  }

  private static List<Unmet> unmet(String more) {
    return judgedByDefault(PROBE, Looking.settings(PROBE, at(server.port(), more)), look(more));
  }

  private static Failure misbehaving(Behaviour behaviour, String more) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      return failure(looking.at(PROBE, at(target.port(), more), SHORT));
    }
  }

  @Test
  void changesToTlsAndLogsIn() {
    assertThat(unmet(LOGIN)).isEmpty();
    Observation observation = look(LOGIN);

    assertMet(
        PROBE,
        observation,
        "starttls && login.accepted && login.code == 235 && tls.present && !tls.verified",
        "mechanisms == ['PLAIN', 'LOGIN'] && maxSize == 10485760 && '8BITMIME' in extensions",
        "!('STARTTLS' in extensions) && sender.code == 0 && !sent",
        "phases.tls > duration('0s') && phases.login > duration('0s')");
    assertThat(observation.toString()).doesNotContain(FakeMailServer.PASSWORD);
  }

  @ParameterizedTest
  @CsvSource({"plain", "login"})
  void logsInInEachWay(String mechanism) {
    assertMet(PROBE, look(LOGIN + ", mechanism: " + mechanism), "login.accepted");
  }

  @Test
  void namesAWayThatIsNotOffered() {
    assertThat(failure(look(LOGIN + ", mechanism: xoauth2")))
        .returns("login-not-offered", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("offers PLAIN LOGIN"));
  }

  @Test
  void tellsALoginThatIsRefusedFromOneThatMustBe() {
    String wrong = LOGIN.replace("${secret:PW}", "wrong");

    assertThat(failure(look(wrong)))
        .returns("login-refused", Failure::code)
        .returns("login", Failure::phase);
    assertThat(unmet(wrong + ", login: refused")).isEmpty();
    assertThat(failure(look(LOGIN + ", login: refused")).code()).isEqualTo("login-accepted");
  }

  @Test
  void namesAnEnvelopeAndSendsNothing() {
    assertMet(
        PROBE,
        look(ENVELOPE + "tls: off"),
        "sender.code == 250 && recipient.code == 250 && !sent",
        "phases.envelope > duration('0s') && phases.sending == duration('0s')");

    assertThat(server.mails()).isEmpty();
  }

  @Test
  void sendsAMail() {
    String message = "message: {subject: 'Grüße aus Genève an alle', text: \".\\n${secret:PW}\"}, ";

    assertThat(unmet(ENVELOPE + message + LOGIN)).isEmpty();

    ReceivedMail mail = server.await(mails -> mails.size() == 1, SHORT).getFirst();
    assertThat(mail.subject()).isEqualTo("Grüße aus Genève an alle");
    assertThat(mail.recipients()).containsExactly("b@example.net");
    assertThat(mail.raw()).contains("Message-ID: <", "Auto-Submitted: auto-generated");
    assertThat(mail.text()).contains(FakeMailServer.PASSWORD);
    assertThat(mail.encrypted()).isTrue();
  }

  @Test
  void findsAnOpenRelay() {
    String relay = ENVELOPE + "recipient: refused, tls: off";

    assertThat(failure(look(relay)))
        .returns("recipient-accepted", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("relays"));

    server.from(MailBehaviour.refuse(Stage.RECIPIENT, 554, "5.7.1 Relay access denied"));
    assertThat(unmet(relay)).isEmpty();
    assertMet(PROBE, look(relay), "recipient.code == 554 && recipient.status == '5.7.1'");

    server.from(MailBehaviour.refuse(Stage.RECIPIENT, 450, "4.2.0 Greylisted"));
    assertThat(unmet(relay)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, 554, greeting-refused, greeting",
    "SENDER, 550, sender-refused, envelope",
    "RECIPIENT, 550, recipient-refused, envelope",
    "END_OF_DATA, 552, mail-refused, sending"
  })
  void namesWhatWasRefused(Stage stage, int code, String failureCode, String phase) {
    server.from(MailBehaviour.refuse(stage, code, "no"));

    assertThat(failure(look(ENVELOPE + "message: {}, tls: off")))
        .returns(failureCode, Failure::code)
        .returns(phase, Failure::phase)
        .satisfies(failure -> assertThat(failure.summary()).contains(code + " no"));
  }

  @Test
  void tellsWhatIsWrongWithTls() {
    assertThat(failure(look("tls: starttls")).code()).startsWith("tls-");
    assertThat(failure(look("tls: implicit")).code()).isEqualTo("tls-handshake");
    server.from(new MailBehaviour.NoStartTls());
    assertThat(failure(look("tls: starttls")).code()).isEqualTo("starttls-not-offered");
    assertMet(PROBE, look("tls: off"), "!starttls && !tls.present");
  }

  @Test
  void trustsAGoodCertificateFromTheStart() {
    try (RawTarget target =
        RawTarget.start(
            AUTHORITY.issue("localhost"),
            Hostile.beginning("220 hello\r\n", "250-hi\r\n250 SIZE\r\n", "221 bye\r\n"))) {
      assertMet(
          PROBE,
          looking.at(PROBE, at(target.port(), "tls: implicit")),
          "tls.verified && certificate.daysLeft == 30 && !starttls && maxSize == 0");
    }
  }

  @Test
  void refusesWhatWasSaidInClearAfterStartTls() {
    Behaviour server =
        Hostile.beginning("220 hi\r\n", "250-hi\r\n250 STARTTLS\r\n", "220 go\r\n250 injected\r\n");

    assertThat(misbehaving(server, "tls: starttls").code()).isEqualTo("clear-text-injected");
  }

  @Test
  void namesAStartTlsThatIsOfferedAndRefused() {
    Behaviour server =
        Hostile.beginning("220 hi\r\n", "250-hi\r\n250 STARTTLS\r\n", "454 not now\r\n");

    assertThat(misbehaving(server, "tls: starttls").code()).isEqualTo("starttls-refused");
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void survivesWhateverAServerDoes(Hostile hostile) {
    long from = System.nanoTime();

    assertThat(misbehaving(hostile.behaviour(), "tls: starttls").code()).isIn(hostile.codes());
    assertThat(misbehaving(hostile.behaviour(), "tls: implicit").code()).isIn(hostile.codesInTls());

    assertThat(Duration.ofNanos(System.nanoTime() - from))
        .isLessThan(SHORT.plusSeconds(1).multipliedBy(2));
  }

  @Test
  void takesNoAnswerWithoutEnd() {
    Behaviour server = Hostile.beginning("220 hi\r\n", "250-and so on\r\n".repeat(300));

    assertThat(misbehaving(server, "tls: off").code()).isEqualTo("answer-limit");
  }

  @Test
  void namesNoProtocolWhereHelloIsRefused() {
    assertThat(misbehaving(Hostile.beginning("220 hi\r\n", "502 no\r\n"), "tls: off").code())
        .isEqualTo("hello-refused");
  }

  @Test
  void leavesOutAPasswordThatIsSaidBack() {
    Behaviour server =
        connection -> {
          connection.send("220 hi\r\n");
          byte[] asked = new byte[4096];
          connection.socket().getInputStream().read(asked);
          connection.send("250-hi\r\n250 AUTH PLAIN\r\n");
          int count = connection.socket().getInputStream().read(asked);
          connection.send("535 wrong: ");
          connection.socket().getOutputStream().write(asked, 0, count);
          connection.readUntilClosed();
        };

    Failure failure = misbehaving(server, "user: me, password: s3cret-pw, tls: off");

    assertThat(failure.summary()).contains("535 wrong: AUTH PLAIN …");
  }

  @Test
  void isBlindWithoutItsSecret() {
    Observation observation = looking.at(PROBE, at(server.port(), LOGIN));

    assertThat(blind(observation).code()).isEqualTo("secret-missing");
  }

  @Test
  void showsTheWayInTheEvidence() {
    assertThat(seen(look(LOGIN)).evidence().facts())
        .containsEntry("login", "235")
        .containsKeys("greeting", "extensions", "tls.version", "certificate.notAfter");
  }
}
