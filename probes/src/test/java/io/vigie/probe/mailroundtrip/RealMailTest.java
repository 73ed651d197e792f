package io.vigie.probe.mailroundtrip;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.seen;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Postfix of the distribution delivers into the mailbox that its Dovecot serves. */
@Tag("real")
class RealMailTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());
  private static final MailRoundtripProbe PROBE =
      new MailRoundtripProbe(new TlsContexts(AUTHORITY.trustStore()));
  private static final int PORT = Ports.free();

  @TempDir static Path folder;

  private static Dovecot mailboxes;
  private static Postfix server;
  private static Looking looking;

  @BeforeAll
  static void start() throws Exception {
    Postfix.requireInstalled();
    mailboxes = Dovecot.start(folder, AUTHORITY.issue("localhost"));
    looking = new Looking();
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/boxes"), "robot@example.com robot/\n");
    server = Postfix.start(folder, PORT, main());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      looking.close();
    }
    if (mailboxes != null) {
      mailboxes.close();
    }
  }

  private static String main() throws IOException {
    Object uid = Files.getAttribute(folder.resolve("mail"), "unix:uid");
    Object gid = Files.getAttribute(folder.resolve("mail"), "unix:gid");
    return """
    mydestination =
    mynetworks = 127.0.0.0/8
    virtual_mailbox_domains = example.com
    virtual_mailbox_base = FOLDER/mail
    virtual_mailbox_maps = texthash:FOLDER/etc/boxes
    virtual_uid_maps = static:UID
    virtual_gid_maps = static:GID
    virtual_minimum_uid = 1
    """
        .replace("UID", uid.toString())
        .replace("GID", gid.toString());
  }

  private static String settings(String to, String more) {
    return """
    smtp: {host: localhost, port: %d, from: shop@example.org, to: %s, tls: off, message: {subject: 'Grüße {{nonce}}', text: hello}}
    imap: {host: localhost, port: %d, user: %s, password: '%s'}
    poll: 1s
    %s
    """
        .formatted(PORT, to, mailboxes.tlsPort(), Dovecot.USER, Dovecot.PASSWORD, more);
  }

  @Test
  void aMailGoesItsWayOnceAndIsDeleted() throws IOException {
    var observation = looking.at(PROBE, settings("robot@example.com", "quiet: 2s\ncleanup: true"));

    assertMet(
        PROBE,
        observation,
        "count == 1 && from == 'shop@example.org' && subject == 'Grüße ' + nonce",
        "queued.contains('queued as') && deliveredAfter < seconds(5) && spf == 'none'",
        "headers['return-path'] == '<shop@example.org>' && headers['message-id'].contains(nonce)");
    assertThat(seen(observation).evidence().facts()).containsEntry("cleaned", "true");
    try (Stream<Path> mails = Files.walk(folder.resolve("mail"))) {
      assertThat(mails.filter(Files::isRegularFile).filter(RealMailTest::isOurs)).isEmpty();
    }
  }

  private static boolean isOurs(Path file) {
    try {
      return Files.readString(file).contains("vigie-");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void saysWhichServerRefuses() {
    assertThat(failure(looking.at(PROBE, settings("nobody@example.com", ""))).code())
        .isEqualTo("smtp-recipient-refused");
    assertThat(
            failure(
                    looking.at(
                        PROBE, settings("robot@example.com", "").replace("a pass", "no pass")))
                .code())
        .isEqualTo("mailbox-login-refused");
  }

  @Test
  void aMailThatIsLostOnItsWayIsMissed() {
    assertThat(failure(looking.at(PROBE, settings("away@example.net", "within: 2s"))).code())
        .isEqualTo("not-delivered");
  }
}
