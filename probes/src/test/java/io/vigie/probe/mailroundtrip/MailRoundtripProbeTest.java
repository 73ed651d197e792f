package io.vigie.probe.mailroundtrip;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.imap.FakeImap;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.MailBehaviour;
import io.vigie.testkit.mail.MailBehaviour.Stage;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fake mail server that delivers into a fake mailbox. */
class MailRoundtripProbeTest {

  private static final MailRoundtripProbe PROBE = new MailRoundtripProbe();
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String JUDGED =
      """
      Authentication-Results: mx.example.com;\r
       spf=pass (sender is known) smtp.mailfrom=shop@example.com;\r
       dkim=fail header.d=other.example; dkim=pass header.d=example.com;\r
       dmarc=none\r
      """;

  private static Looking looking;
  private static FakeMailServer server;
  private static FakeImap imap;

  @BeforeAll
  static void start() {
    looking = new Looking();
    server = FakeMailServer.start(0, CLOCK);
    imap = FakeImap.start();
  }

  @AfterAll
  static void stop() {
    imap.close();
    server.close();
    looking.close();
  }

  @BeforeEach
  void behave() {
    server.reset();
    server.deliverTo(MailRoundtripProbeTest::deliver);
    imap.fill("INBOX", CLOCK.instant(), CLOCK.instant());
  }

  private static void deliver(ReceivedMail mail) {
    imap.deliver("INBOX", CLOCK.instant(), JUDGED + mail.raw());
  }

  private static String smtp(String more) {
    return "smtp: {host: localhost, port: %d, user: %s, password: '${secret:PW}', from: shop@example.com, to: robot@example.com, tls: {verify: false}%s}"
        .formatted(server.port(), FakeMailServer.USER, more);
  }

  private static String mailbox(String more) {
    return "imap: {host: localhost, port: %d, user: %s, password: '${secret:BOX}', tls: off%s}"
        .formatted(imap.port(), FakeImap.USER, more);
  }

  private static Observation look(String settings) {
    return looking.at(
        PROBE,
        "{" + settings + "}",
        Map.of("PW", FakeMailServer.PASSWORD, "BOX", FakeImap.PASSWORD));
  }

  private static Observation look(String settings, String more) {
    return look(settings + ", " + mailbox("") + ", " + more);
  }

  @Test
  void aMailArrivesOnceWithItsHeaders() {
    int before = imap.commands().size();

    Observation observation = look(smtp(""), "quiet: 0s");

    assertMet(
        PROBE,
        observation,
        "count == 1 && from == 'shop@example.com' && to == 'robot@example.com' && fromName == ''",
        "subject == 'Vigie looks ' + nonce && nonce.startsWith('vigie-') && queued != ''",
        "spf == 'pass' && dkim == 'pass' && dmarc == 'none' && authenticatedBy == 'mx.example.com'",
        "headers['message-id'].contains(nonce) && headers['auto-submitted'] == 'auto-generated'",
        "deliveredAfter < seconds(2) && requests == []");
    assertThat(observation.toString())
        .doesNotContain(FakeMailServer.PASSWORD)
        .doesNotContain(FakeImap.PASSWORD);
    assertThat(imap.mails("INBOX")).hasSize(3);
    assertThat(imap.commands().stream().skip(before)).contains("EXAMINE").doesNotContain("SELECT");
  }

  @Test
  void theMailMayBeSaidInOwnWords() {
    String mail = ", message: {subject: 'Grüße {{nonce}}', text: hello}";

    assertMet(PROBE, look(smtp(mail), "quiet: 0s"), "count == 1 && subject == 'Grüße ' + nonce");
  }

  @Test
  void theMailIsDeletedAndNoOther() {
    Observation observation = look(smtp(""), "quiet: 0s, cleanup: true");

    assertThat(seen(observation).evidence().facts()).containsEntry("cleaned", "true");
    assertThat(imap.mails("INBOX")).hasSize(2);
  }

  @Test
  void otherMailsDoNotCount() {
    server.deliverTo(
        mail -> {
          imap.deliver("INBOX", CLOCK.instant(), "Subject: another\r\n\r\n");
          deliver(mail);
        });

    assertMet(PROBE, look(smtp(""), "quiet: 0s"), "count == 1 && subject.contains(nonce)");
  }

  @Test
  void namesAMailThatDoesNotArrive() {
    server.deliverTo(_ -> {});

    assertThat(failure(look(smtp(""), "within: 1200ms, quiet: 0s")))
        .returns("not-delivered", f -> f.code())
        .returns("arrival", f -> f.phase());
  }

  @Test
  void namesAMailThatArrivesTwice() {
    server.deliverTo(
        mail -> {
          deliver(mail);
          deliver(mail);
        });

    assertThat(failure(look(smtp(""), "quiet: 100ms, cleanup: true")).code())
        .isEqualTo("delivered-twice");
    assertThat(imap.mails("INBOX")).hasSize(2);
  }

  @Test
  void aSecondMailMayComeLater() {
    server.deliverTo(
        mail -> {
          deliver(mail);
          looking.vertx().setTimer(700, _ -> deliver(mail));
        });

    assertThat(failure(look(smtp(""), "quiet: 3s, poll: 1s")).code()).isEqualTo("delivered-twice");
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, 554, smtp-greeting-refused",
    "AUTH, 535, smtp-login-refused",
    "SENDER, 550, smtp-sender-refused",
    "RECIPIENT, 550, smtp-recipient-refused",
    "END_OF_DATA, 554, smtp-mail-refused",
  })
  void saysThatTheMailServerRefuses(Stage stage, int code, String expected) {
    server.from(MailBehaviour.refuse(stage, code, "no"));

    assertThat(failure(look(smtp(""), "quiet: 0s")).code()).isEqualTo(expected);
  }

  @Test
  void sendsNothingWhereTheMailboxIsNotToBeHad() {
    String wrong =
        "imap: {host: localhost, port: %d, user: me, password: no, tls: off}"
            .formatted(imap.port());

    assertThat(failure(look(smtp("") + ", " + wrong)).code()).isEqualTo("mailbox-login-refused");
    assertThat(failure(look(smtp("") + ", " + mailbox(", mailbox: Nowhere"))).code())
        .isEqualTo("mailbox-refused");
    assertThat(
            failure(look(smtp("") + ", imap: {host: localhost, port: 1, user: a, password: b}"))
                .code())
        .isEqualTo("mailbox-connection-refused");
    assertThat(server.connections()).isZero();
  }

  @Test
  void saysThatTheMailServerIsNotThere() {
    String gone =
        "smtp: {host: localhost, port: 1, from: a@example.com, to: b@example.com, tls: off}";

    assertThat(failure(look(gone, "quiet: 0s")).code()).isEqualTo("smtp-connection-refused");
  }

  @Test
  void endsAtItsDeadlineWhereAServerIsSilent() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      String settings =
          "{smtp: {host: localhost, port: %d, from: a@example.com, to: b@example.com, tls: off}, %s}"
              .formatted(
                  silent.port(), mailbox("").replace("${secret:BOX}", "fake \"imap\" password"));
      long from = System.nanoTime();

      Observation observation = looking.at(PROBE, settings, Duration.ofMillis(900));

      assertThat(failure(observation).code()).isEqualTo("timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofMillis(1900));
    }
  }

  @Test
  void anApplicationMayBeAskedToSend() {
    try (HttpTarget application = HttpTarget.start()) {
      application.answer(
          "/otp",
          received -> {
            imap.deliver(
                "INBOX",
                CLOCK.instant(),
                "From: \"The Shop\" <no-reply@example.com>\r\nTo: "
                    + received.body()
                    + "\r\n\r\n4711");
            return Reply.status(202);
          });
      String trigger =
          "trigger: {url: '%s', body: 'robot+{{nonce}}@example.com'}"
              .formatted(application.url("/otp"));

      assertMet(
          PROBE,
          look(trigger, "quiet: 0s, cleanup: true"),
          "count == 1 && fromName == 'The Shop' && from == 'no-reply@example.com'",
          "to == 'robot+' + nonce + '@example.com' && spf == 'none' && authenticatedBy == ''");
      assertThat(failure(look(trigger.replace("/otp", "/none"), "quiet: 0s")).code())
          .isEqualTo("trigger-failed");
    }
  }

  @Test
  void isBlindWithoutASinkOfTheRunner() {
    assertThat(blind(look(smtp("") + ", sink: mails")).code()).isEqualTo("not-equipped");
    assertThat(server.connections()).isZero();
  }
}
