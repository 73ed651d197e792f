package io.vigie.alert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.ChannelSettings;
import io.vigie.alert.notify.NotifierContract;
import io.vigie.alert.notify.NotifierKind;
import io.vigie.alert.notify.SendDeadline;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.MailBehaviour;
import io.vigie.testkit.mail.MailBehaviour.Stage;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.mail.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailTest extends NotifierContract {

  @TempDir Path folder;

  private final FakeMailServer server = FakeMailServer.start(0, InstantSource.system());

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected NotifierKind kind(SendDeadline deadline) {
    return new EmailKind(vertx, deadline);
  }

  @Override
  protected Map<String, String> settings() {
    return settings(server.certificate());
  }

  private Map<String, String> settings(SelfSignedCertificate trusted) {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "localhost");
    settings.put("port", Integer.toString(server.port()));
    settings.put("from", "vigie@example.com");
    settings.put("to", "ops@example.com, boss@example.com");
    settings.put("username", FakeMailServer.USER);
    settings.put("password", FakeMailServer.PASSWORD);
    try {
      settings.put(
          "trust", Files.writeString(folder.resolve("trust.pem"), trusted.pem()).toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return settings;
  }

  @Override
  protected List<String> secrets() {
    return List.of(FakeMailServer.PASSWORD);
  }

  @Override
  protected boolean namesAPause() {
    return false;
  }

  @Override
  protected void plant(Fault fault) {
    switch (fault) {
      case RATE_LIMITED_FOR_7_SECONDS ->
          server.next(MailBehaviour.refuse(Stage.RECIPIENT, 450, "greylisted, come back"));
      case SERVER_ERROR ->
          server.next(MailBehaviour.refuse(Stage.END_OF_DATA, 451, "local trouble"));
      case REFUSED_FOR_GOOD ->
          server.next(
              MailBehaviour.refuse(
                  Stage.RECIPIENT, 550, "no such user, " + FakeMailServer.PASSWORD));
      case TAKES_AND_STAYS_SILENT -> server.next(new MailBehaviour.StallAfterData());
      case GONE -> server.goAway();
    }
  }

  @Override
  protected List<Arrived> arrived() {
    return server.mails().stream()
        .map(mail -> new Arrived(mail.subject() + "\n" + mail.text(), mail.raw()))
        .toList();
  }

  @Override
  protected void assertHarmless(Arrived message) {
    ReceivedMail mail =
        server.mails().stream()
            .filter(one -> one.raw().equals(message.raw()))
            .findFirst()
            .orElseThrow();
    assertThat(mail.headers()).doesNotContainKey("bcc");
    assertThat(mail.recipients()).containsExactly("ops@example.com", "boss@example.com");
    assertThat(mail.subject()).doesNotContain("\n");
    assertThat(mail.html()).contains("&lt;!here&gt;");
    assertThat(mail.html().replaceAll("href=\"https://vigie\\.example\\.com/[^\"]*\"", ""))
        .doesNotContain("<script", "<!here>", "<img", "href=", "src=\"", "\u202E", "\u0000");
    assertThat(mail.text()).doesNotContain("\nBcc:", "\nSince: never", "\u202E", "\u0000");
  }

  @Test
  void isEncryptedLoggedInAndAddressed() {
    send(Telling.OPENED);
    ReceivedMail mail = server.mails().getFirst();
    assertThat(mail.encrypted()).isTrue();
    assertThat(mail.user()).contains(FakeMailServer.USER);
    assertThat(mail.sender()).isEqualTo("vigie@example.com");
    assertThat(mail.recipients()).containsExactly("ops@example.com", "boss@example.com");
    assertThat(mail.header("auto-submitted")).isEqualTo("auto-generated");
    assertThat(mail.subject()).startsWith("[Vigie][P0] chrona production: Sign-in answers (#");
    assertThat(mail.html()).contains("Sign-in answers", "Restart the gateway.");
  }

  @Test
  void allMailsOfAnIncidentStandInTheThreadOfItsOpening() {
    assertThat(tell(Telling.RESOLVED)).isInstanceOf(Attempt.Delivered.class);
    ReceivedMail opened = server.mails().getFirst();
    ReceivedMail resolved = server.mails().getLast();
    String incident = story(Telling.OPENED).incident().toString();
    assertThat(opened.headers().get("message-id")).hasSize(1);
    assertThat(opened.messageId()).isEqualTo("<inc-" + incident + ".0@example.com>");
    assertThat(opened.headers()).doesNotContainKeys("in-reply-to", "references");
    assertThat(resolved.messageId()).isEqualTo("<inc-" + incident + ".resolved@example.com>");
    assertThat(resolved.header("in-reply-to")).isEqualTo(opened.messageId());
    assertThat(resolved.header("references")).isEqualTo(opened.messageId());
    assertThat(resolved.subject()).isEqualTo("RESOLVED " + opened.subject());
    assertThat(send(Telling.ACKNOWLEDGED)).isInstanceOf(Attempt.Delivered.class);
    ReceivedMail acknowledged = server.mails().getLast();
    assertThat(acknowledged.subject()).isEqualTo(opened.subject());
    assertThat(acknowledged.header("references")).isEqualTo(opened.messageId());
  }

  @Test
  void aThreadThatAnEarlierVersionBeganGoesOn() {
    String root = "<incident-1.opened@example.com>";
    notifier.send(story(Telling.RESOLVED), Optional.of(root));
    notifier.send(story(Telling.RESOLVED), Optional.of("no id\r\nBcc: x@example.com"));
    assertThat(server.mails().getFirst().header("in-reply-to")).isEqualTo(root);
    assertThat(server.mails().getLast().header("in-reply-to")).startsWith("<inc-");
    assertThat(server.mails().getLast().headers()).doesNotContainKey("bcc");
  }

  @Test
  void isSortedByTeamAndByIncidentAndOnlyADigestIsBulk() {
    send(Telling.OPENED);
    send(Telling.DIGEST);
    ReceivedMail opened = server.mails().getFirst();
    ReceivedMail digest = server.mails().getLast();
    assertThat(opened.header("list-id")).isEqualTo("<team-chrona.vigie.example.com>");
    assertThat(opened.header("x-vigie-incident"))
        .isEqualTo(story(Telling.OPENED).incident().toString());
    assertThat(opened.headers()).doesNotContainKey("precedence");
    assertThat(digest.header("precedence")).isEqualTo("bulk");
    assertThat(digest.headers()).doesNotContainKeys("in-reply-to", "references");
    assertThat(digest.text()).contains("CH-007", "and 59 more");
  }

  @Test
  void saysWhereItIsSilencedUntilItIsOver() {
    tell(Telling.RESOLVED);
    String link =
        "https://vigie.example.com/silences?system=chrona&environment=production&item=CH-001";
    assertThat(server.mails().getFirst().text()).contains(link);
    assertThat(server.mails().getFirst().html()).contains(link.replace("&", "&amp;"));
    assertThat(server.mails().getLast().text()).doesNotContain(link);
  }

  @Test
  void nothingInItIsLoadedFromElsewhere() {
    send(Telling.OPENED);
    assertThat(server.mails().getFirst().html())
        .doesNotContain("<img", "<link", "<script", "src=", "url(", "@import");
  }

  /** A connection that is being closed after one mail must not be given to the next. */
  @Test
  void mailsRightAfterEachOtherAllArrive() {
    for (int pair = 1; pair <= 60; pair++) {
      assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
      assertThat(send(Telling.RESOLVED)).isInstanceOf(Attempt.Delivered.class);
    }
    assertThat(server.mails()).hasSize(120);
  }

  @Test
  void aMailThatIsSentAgainHasTheSameId() {
    server.next(new MailBehaviour.DieAfterData());
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Unclear.class);
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
    assertThat(server.mails()).hasSize(2);
    assertThat(server.mails().getFirst().messageId())
        .isEqualTo(server.mails().getLast().messageId());
  }

  @ParameterizedTest(name = "{0} at {1}: tried again with the same id")
  @CsvSource({
    "421,GREETING",
    "421,SENDER",
    "450,RECIPIENT",
    "451,RECIPIENT",
    "451,END_OF_DATA",
    "452,SENDER"
  })
  void whatPassesIsTriedAgainWithTheSameIdAndSender(int code, Stage at) {
    server.next(MailBehaviour.refuse(at, code, "come back later"));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Retry.class);
    assertThat(server.mails()).isEmpty();
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
    ReceivedMail mail = server.mails().getFirst();
    assertThat(mail.messageId())
        .isEqualTo("<inc-" + story(Telling.OPENED).incident() + ".0@example.com>");
    assertThat(mail.sender()).isEqualTo("vigie@example.com");
  }

  @ParameterizedTest(name = "{0} at {1}: never tried again")
  @CsvSource({"550,RECIPIENT", "552,END_OF_DATA", "553,SENDER", "554,END_OF_DATA", "554,GREETING"})
  void whatIsRefusedForGoodIsNotTriedAgain(int code, Stage at) {
    server.next(MailBehaviour.refuse(at, code, "never"));
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Permanent.class);
    assertThat(server.mails()).isEmpty();
  }

  /** Whoever takes STARTTLS out of the dialogue gets neither the mail nor the password. */
  @Test
  void nothingIsSentWithoutStartTls() {
    server.from(new MailBehaviour.NoStartTls());
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Retry.class);
    }
    assertThat(server.mails()).isEmpty();
    server.from(MailBehaviour.ok());
    assertThat(send(Telling.OPENED)).isInstanceOf(Attempt.Delivered.class);
    assertThat(server.mails()).hasSize(1).allMatch(ReceivedMail::encrypted);
  }

  @Test
  void nothingIsSentToAStranger() {
    notifier.close();
    SelfSignedCertificate other = SelfSignedCertificate.create(InstantSource.system().instant());
    notifier = kind().open(new ChannelSettings("ops", settings(other)));
    assertThat(send(Telling.OPENED)).isNotInstanceOf(Attempt.Delivered.class);
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() {
    notifier.close();
    Map<String, String> settings = settings();
    settings.put("password", "wrong-password");
    notifier = kind().open(new ChannelSettings("ops", settings));
    assertThat(send(Telling.OPENED))
        .isInstanceOfSatisfying(
            Attempt.Permanent.class,
            permanent -> assertThat(permanent.error()).doesNotContain("wrong-password"));
  }

  @Test
  void noPasswordTravelsInTheClear() {
    Map<String, String> settings = settings();
    settings.put("tls", "none");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessage(
            "vigie.alert.channels.ops.tls: must be starttls or implicit with a password, was none");
    settings.put("tls", "maybe");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessageContaining("must be starttls, implicit or none, was \"maybe\"");
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    Map<String, String> settings = settings();
    settings.put("to", "nobody");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessageContaining("must be mail addresses, was \"nobody\"");
    settings.put("host", "169.254.169.254");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessageContaining("ops.host: must be one that may be called, was link-local");
    settings.put("host", "localhost");
    settings.put("trust", "/nowhere.pem");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessageContaining("must be a readable PEM file, was \"/nowhere.pem\"");
    settings.put("port", "70000");
    assertThatThrownBy(() -> kind().open(new ChannelSettings("ops", settings)))
        .hasMessageContaining("must be a port number from 1 to 65535, was 70000");
  }
}
