package io.vigie.probe.smtp;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.embedded.Ports;
import io.vigie.probe.line.Dovecot;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.Postfix;
import io.vigie.probe.line.TlsContexts;
import io.vigie.testkit.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the Postfix of the distribution, where Dovecot says who may log in. */
@Tag("real")
class PostfixTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final SmtpProbe PROBE = new SmtpProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final int PORT = Ports.free();
  private static final String LOGIN =
      "user: " + Dovecot.USER + ", password: '" + Dovecot.PASSWORD + "'";

  @TempDir static Path folder;

  private static Dovecot accounts;
  private static Postfix server;
  private static Looking looking;

  @BeforeAll
  static void start() throws Exception {
    Postfix.requireInstalled();
    accounts = Dovecot.start(folder, AUTHORITY.issue("localhost"));
    looking = new Looking();
    server = Postfix.start(folder, PORT, main());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      looking.close();
    }
    if (accounts != null) {
      accounts.close();
    }
  }

  private static String main() {
    return """
    mydestination = example.com
    mynetworks =
    local_recipient_maps =
    local_transport = discard
    smtpd_tls_security_level = may
    smtpd_tls_cert_file = FOLDER/cert.pem
    smtpd_tls_key_file = FOLDER/key.pem
    smtpd_tls_auth_only = yes
    smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
    smtpd_sasl_auth_enable = yes
    smtpd_sasl_type = dovecot
    smtpd_sasl_path = AUTH
    """
        .replace("AUTH", accounts.authSocket().toString());
  }

  private static String at(String more) {
    return "{host: localhost, port: " + PORT + ", " + more + "}";
  }

  private static Failure refused(String more) {
    return failure(looking.at(PROBE, at(more)));
  }

  private static List<Unmet> unmet(String more) {
    return judgedByDefault(PROBE, Looking.settings(PROBE, at(more)), looking.at(PROBE, at(more)));
  }

  @Test
  void offersStartTlsAndTakesTheLogin() {
    assertThat(unmet(LOGIN)).isEmpty();
    assertMet(
        PROBE,
        looking.at(PROBE, at(LOGIN + ", mechanism: login")),
        "starttls && tls.verified && certificate.daysLeft == 30 && login.code == 235",
        "maxSize == 10240000 && 'PIPELINING' in extensions && 'PLAIN' in mechanisms");
  }

  @Test
  void offersNoLoginWithoutTls() {
    assertThat(refused(LOGIN + ", tls: off").code()).isEqualTo("login-not-offered");
  }

  @Test
  void tellsALoginThatIsRefusedFromOneThatMustBe() {
    String wrong = "user: robot, password: wrong";

    assertThat(refused(wrong))
        .returns("login-refused", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("535 5.7.8"));
    assertThat(unmet(wrong + ", login: refused")).isEmpty();
  }

  @Test
  void isNoOpenRelay() {
    String relay = "from: a@example.org, to: b@example.net, tls: off";

    assertThat(unmet(relay + ", recipient: refused")).isEmpty();
    assertMet(
        PROBE,
        looking.at(PROBE, at(relay + ", recipient: refused")),
        "recipient.code == 554 && recipient.status == '5.7.1'");
    assertThat(refused(relay).code()).isEqualTo("recipient-refused");
  }

  @Test
  void relaysForWhoLogsIn() {
    String relay = "from: a@example.com, to: b@example.net, " + LOGIN;

    assertMet(PROBE, looking.at(PROBE, at(relay)), "recipient.code == 250 && !sent");
    assertThat(refused(relay + ", recipient: refused").code()).isEqualTo("recipient-accepted");
  }

  @Test
  void takesAMail() throws IOException {
    String mail = "from: a@example.org, to: b@example.com, message: {subject: Grüße, text: hello}";

    assertThat(unmet(mail)).isEmpty();
    assertMet(PROBE, looking.at(PROBE, at(mail)), "sent && queued.contains('queued as')");
    assertThat(Files.readString(folder.resolve("mail.log"))).contains("to=<b@example.com>");
  }

  @Test
  void trustsNobodyItDoesNotKnow() {
    assertThat(failure(looking.at(new SmtpProbe(), at(LOGIN))).code()).isEqualTo("tls-untrusted");
  }
}
