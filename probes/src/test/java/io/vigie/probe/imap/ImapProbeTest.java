package io.vigie.probe.imap;

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
import io.vigie.testkit.imap.FakeImap;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the fake IMAP server of the test kit, and servers that misbehave. */
class ImapProbeTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final ImapProbe PROBE = new ImapProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String LOGIN = "user: robot@example.com, password: '${secret:PW}'";
  private static final String CAPABLE =
      "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\r\nv1 OK\r\n";

  private static FakeImap clear;
  private static FakeImap starttls;
  private static FakeImap implicit;
  private static Looking looking;

  @BeforeAll
  static void start() {
    looking = new Looking();
    clear = FakeImap.start();
    starttls = FakeImap.start(FakeImap.Tls.STARTTLS, AUTHORITY.issue("localhost"));
    implicit = FakeImap.start(FakeImap.Tls.IMPLICIT, AUTHORITY.issue("localhost"));
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    implicit.fill("INBOX", now.minus(Duration.ofHours(50)), now.minus(Duration.ofMinutes(3)));
    clear.fill("&AMk-l&AOk-ments", now);
  }

  @AfterAll
  static void stop() {
    clear.close();
    starttls.close();
    implicit.close();
    looking.close();
  }

  private static String at(int port, String more) {
    return "{host: localhost, port: " + port + ", " + more + "}";
  }

  private static Observation look(FakeImap server, String more) {
    return looking.at(PROBE, at(server.port(), more), Map.of("PW", FakeImap.PASSWORD));
  }

  private static List<Unmet> unmet(FakeImap server, String more) {
    return judgedByDefault(
        PROBE, Looking.settings(PROBE, at(server.port(), more)), look(server, more));
  }

  private static Failure misbehaving(Behaviour behaviour, String more) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      return failure(looking.at(PROBE, at(target.port(), more), SHORT));
    }
  }

  @Test
  void logsInOverTlsAndLooksIntoTheMailbox() {
    assertThat(unmet(implicit, LOGIN)).isEmpty();
    Observation observation = look(implicit, LOGIN);

    assertMet(
        PROBE,
        observation,
        "mailbox.opened && messages == 2 && unseen == 2 && idle && login.accepted",
        "oldestAge > duration('49h') && oldestAge < duration('51h')",
        "newestAge > duration('2m') && newestAge < duration('10m') && oldest < newest",
        "tls.verified && certificate.daysLeft == 30 && !starttls",
        "'AUTH=XOAUTH2' in capabilities && phases.select > duration('0s')");
    assertThat(seen(observation).evidence().numbers()).containsEntry("messages", 2.0);
    assertThat(observation.toString()).doesNotContain("fake \"imap\" password");
  }

  @Test
  void changesNothingInTheMailbox() {
    look(implicit, LOGIN);

    assertThat(implicit.commands())
        .contains("EXAMINE")
        .doesNotContain("SELECT", "STORE", "EXPUNGE", "CLOSE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "plain", "xoauth2"})
  void logsInInEachWay(String mechanism) {
    assertMet(
        PROBE,
        look(starttls, LOGIN + ", tls: starttls, mechanism: " + mechanism),
        "login.accepted && starttls && tls.verified && messages == 0 && newestAge =="
            + " duration('0s')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "plain", "xoauth2"})
  void tellsALoginThatIsRefusedFromOneThatMustBe(String mechanism) {
    String wrong = "user: robot@example.com, password: wrong, tls: off, mechanism: " + mechanism;
    String right = LOGIN + ", tls: off, login: refused, mechanism: " + mechanism;

    assertThat(failure(look(clear, wrong)))
        .returns("login-refused", Failure::code)
        .returns("login", Failure::phase)
        .satisfies(failure -> assertThat(failure.summary()).contains("[AUTHENTICATIONFAILED]"));
    assertThat(unmet(clear, wrong + ", login: refused")).isEmpty();
    assertThat(failure(look(clear, right)).code()).isEqualTo("login-accepted");
  }

  @Test
  void namesAMailboxThatIsNotThereAndFindsOneWithAccents() {
    assertThat(failure(look(clear, LOGIN + ", tls: off, mailbox: Gone")))
        .returns("mailbox-refused", Failure::code)
        .returns("select", Failure::phase);
    assertMet(PROBE, look(clear, LOGIN + ", tls: off, mailbox: Éléments"), "messages == 1");
  }

  @Test
  void asksWithoutAnAccountWhatTheServerCanDo() {
    assertThat(unmet(clear, "tls: off")).isEmpty();
    assertMet(PROBE, look(clear, "tls: off"), "!login.accepted && !mailbox.opened && idle");
  }

  @Test
  void tellsWhatIsWrongWithTls() {
    assertThat(failure(look(clear, "tls: starttls")).code()).isEqualTo("starttls-not-offered");
    assertThat(failure(look(clear, "tls: implicit")).code()).isEqualTo("tls-handshake");
    assertThat(failure(look(implicit, "tls: {serverName: other.example}")).code())
        .isEqualTo("tls-wrong-host");
    assertThat(failure(looking.at(new ImapProbe(), at(starttls.port(), "tls: starttls"))).code())
        .isEqualTo("tls-untrusted");
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void survivesWhateverAServerDoes(Hostile hostile) {
    long from = System.nanoTime();

    assertThat(misbehaving(hostile.behaviour(), "tls: off").code()).isIn(hostile.codes());
    assertThat(misbehaving(hostile.behaviour(), "tls: implicit").code()).isIn(hostile.codesInTls());

    assertThat(Duration.ofNanos(System.nanoTime() - from))
        .isLessThan(SHORT.plusSeconds(1).multipliedBy(2));
  }

  @Test
  void survivesBye() {
    assertThat(misbehaving(Hostile.beginning("* BYE too many connections\r\n"), "tls: off"))
        .returns("bye", Failure::code)
        .returns("greeting", Failure::phase)
        .satisfies(failure -> assertThat(failure.summary()).contains("too many connections"));
    assertThat(misbehaving(Hostile.beginning("* OK hi\r\n", "* BYE idle\r\n"), "tls: off"))
        .returns("bye", Failure::code)
        .returns("capability", Failure::phase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* OK {4294967295} | literal-limit",
        "* OK {16385} | literal-limit",
        "* OK {99999999999999999999} | literal-limit",
        "+OK POP3 ready | protocol-error",
        "220 smtp ready | protocol-error",
        "* NO way | protocol-error",
        "* PREAUTH hi | protocol-error",
      })
  void boundsAndJudgesTheGreeting(String greeting, String code) {
    assertThat(misbehaving(Hostile.beginning(greeting + "\r\n"), "tls: off").code())
        .isEqualTo(code);
  }

  @Test
  void takesOnlySoManyLiteralsAndLines() {
    String literals = "* X " + "{1}\r\nx".repeat(20) + "\r\n";
    String lines = "* 1 EXISTS\r\n".repeat(600);

    assertThat(misbehaving(Hostile.beginning("* OK hi\r\n", literals), "tls: off").code())
        .isEqualTo("literal-limit");
    assertThat(misbehaving(Hostile.beginning("* OK hi\r\n", lines), "tls: off").code())
        .isEqualTo("answer-limit");
  }

  @Test
  void readsLiterals() {
    Behaviour server =
        Hostile.beginning(
            "* OK hi\r\n", "* X {5}\r\nv1 OK {0}\r\n\r\n* CAPABILITY IMAP4rev1\r\nv1 OK\r\n");

    try (RawTarget target = RawTarget.start(server)) {
      assertMet(
          PROBE, looking.at(PROBE, at(target.port(), "tls: off")), "capabilities == ['IMAP4REV1']");
    }
  }

  @Test
  void refusesWhatWasSaidInClearAfterStartTls() {
    Behaviour server =
        Hostile.beginning(
            "* OK hi\r\n",
            "* CAPABILITY IMAP4rev1 STARTTLS\r\nv1 OK\r\n",
            "v2 OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n");

    assertThat(misbehaving(server, "tls: starttls").code()).isEqualTo("clear-text-injected");
  }

  @Test
  void namesAWayToLogInThatIsNotOffered() {
    String off = "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nv1 OK\r\n";
    Behaviour server = Hostile.beginning("* OK hi\r\n", off);
    String account = "user: me, password: pw, tls: off";

    assertThat(misbehaving(server, account).code()).isEqualTo("login-not-offered");
    assertThat(misbehaving(server, account + ", mechanism: xoauth2").code())
        .isEqualTo("login-not-offered");
  }

  @Test
  void tellsWhereADialogueIsRefused() {
    String offers = "* CAPABILITY IMAP4rev1 STARTTLS\r\nv1 OK\r\n";
    String login = "user: me, password: pw, tls: off";

    assertThat(misbehaving(Hostile.beginning("* OK\r\n", offers, "v2 NO\r\n"), "tls: starttls"))
        .returns("starttls-refused", Failure::code);
    assertThat(
            misbehaving(
                Hostile.beginning("* OK\r\n", CAPABLE, "v2 NO [UNAVAILABLE] later\r\n"), login))
        .returns("not-ready", Failure::code)
        .returns("login", Failure::phase);
    assertThat(misbehaving(mailboxOfOne("v6 NO not now\r\n"), login))
        .returns("fetch-refused", Failure::code)
        .returns("fetch", Failure::phase);
  }

  /** Lets anybody in, to one message that is answered for like this. */
  private static Behaviour mailboxOfOne(String fetched) {
    return Hostile.beginning(
        "* OK\r\n",
        CAPABLE,
        "v2 OK\r\n",
        CAPABLE.replace("v1 OK", "v3 OK"),
        "* STATUS INBOX (UNSEEN 0)\r\nv4 OK\r\n",
        "* 1 EXISTS\r\nv5 OK\r\n",
        fetched);
  }

  @Test
  void endsALoginThatAsksOnAndOn() {
    Behaviour server = Hostile.beginning("* OK hi\r\n", CAPABLE, "+ \r\n".repeat(600));

    assertThat(misbehaving(server, "user: me, password: pw, tls: off, mechanism: plain").code())
        .isIn("answer-limit", "connection-reset");
  }

  @Test
  void leavesOutAPasswordThatIsSaidBack() {
    String said = "v2 NO no login for \"s3cret \\\"pw\\\"\" here\r\n";
    Behaviour server = Hostile.beginning("* OK hi\r\n", CAPABLE, said);

    Failure failure = misbehaving(server, "user: me, password: 's3cret \"pw\"', tls: off");

    assertThat(failure.summary()).contains("NO no login for … here");
  }

  @Test
  void isBlindWhereASecretIsMissingOrWouldBeACommand() {
    Observation missing = looking.at(PROBE, at(clear.port(), LOGIN + ", tls: off"));
    Observation malformed =
        looking.at(
            PROBE, at(clear.port(), LOGIN + ", tls: off"), Map.of("PW", "x\r\nv9 DELETE INBOX"));

    assertThat(blind(missing).code()).isEqualTo("secret-missing");
    assertThat(blind(malformed).code()).isEqualTo("secret-malformed");
    assertThat(clear.commands()).doesNotContain("DELETE");
  }

  @ParameterizedTest
  @CsvSource({"INBOX, INBOX", "Éléments, &AMk-l&AOk-ments", "a&b, a&-b", "日本語, &ZeVnLIqe-"})
  void writesNamesAsImapDoes(String name, String encoded) {
    assertThat(ModifiedUtf7.encoded(name)).isEqualTo(encoded);
  }
}
