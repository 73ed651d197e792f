package io.vigie.probe.tls;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.tls.TlsChecks.server;
import static io.vigie.probe.tls.TlsChecks.upgrading;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS that is asked for in clear. */
class TlsUpgradeTest {

  private static final TlsChecks CHECKS = new TlsChecks();
  private static final TlsIdentity GOOD = CHECKS.root.issue(server()).with();

  private static final String LDAP_OK =
      "0\u000c\u0002\u0001\u0001x\u0007\n\u0001\0\u0004\0\u0004\0";

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  private static void read(Behaviour.Connection connection, int bytes) throws IOException {
    InputStream in = connection.socket().getInputStream();
    assertThat(in.readNBytes(bytes)).hasSize(bytes);
  }

  private static void readLine(Behaviour.Connection connection) throws IOException {
    InputStream in = connection.socket().getInputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      next = in.read();
    }
  }

  private static void clear(StartTls protocol, Behaviour.Connection connection) throws IOException {
    switch (protocol) {
      case SMTP -> {
        connection.send("220-mail\r\n220 ESMTP\r\n");
        readLine(connection);
        connection.send("250-mail\r\n250-SIZE 1\r\n250 STARTTLS\r\n");
        readLine(connection);
        connection.send("220 go ahead\r\n");
      }
      case IMAP -> {
        connection.send("* OK ready\r\n");
        readLine(connection);
        connection.send("* CAPABILITY IMAP4rev1\r\nv1 OK begin\r\n");
      }
      case POSTGRES -> {
        read(connection, 8);
        connection.send("S");
      }
      case LDAP -> {
        read(connection, 31);
        connection.send(LDAP_OK);
      }
    }
  }

  private static RawTarget speaking(StartTls protocol) {
    return RawTarget.start(
        connection -> {
          clear(protocol, connection);
          SSLSocket secure =
              (SSLSocket)
                  GOOD.sslContext()
                      .getSocketFactory()
                      .createSocket(connection.socket(), null, 0, true);
          secure.setUseClientMode(false);
          secure.startHandshake();
          new Behaviour.Connection(secure, connection.closing()).readUntilClosed();
        });
  }

  @ParameterizedTest
  @EnumSource
  void seesTheCertificate(StartTls protocol) {
    try (RawTarget target = speaking(protocol)) {
      assertMet(
          CHECKS.probe,
          CHECKS.observe(upgrading(target.port(), protocol)),
          "verified && accepted == ['TLSv1.2'] && phases.starttls > millis(0)");
      assertThat(target.connections()).as("one handshake, one version, one weak").isEqualTo(3);
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(StartTls.SMTP, "220 x\r\n250 x\r\n", "starttls-not-offered"),
        Arguments.of(StartTls.SMTP, "421 busy\r\n", "starttls-refused"),
        Arguments.of(StartTls.SMTP, "220 x\r\n250 STARTTLS\r\n454 no\r\n", "starttls-refused"),
        Arguments.of(
            StartTls.SMTP, "220 x\r\n250 STARTTLS\r\n220 go\r\n250 x\r\n", "starttls-injection"),
        Arguments.of(StartTls.SMTP, "HTTP/1.1 400 Bad Request\r\n", "protocol-error"),
        Arguments.of(StartTls.SMTP, "", "starttls-refused"),
        Arguments.of(StartTls.SMTP, "220-" + "x".repeat(20_000), "protocol-error"),
        Arguments.of(StartTls.IMAP, "* OK x\r\nv1 BAD what\r\n", "starttls-not-offered"),
        Arguments.of(StartTls.IMAP, "* BYE busy\r\n", "starttls-refused"),
        Arguments.of(StartTls.IMAP, "* OK x\r\nv1 OK\r\n* evil\r\n", "starttls-injection"),
        Arguments.of(StartTls.IMAP, "\u0000\u00ff\r\n", "protocol-error"),
        Arguments.of(StartTls.POSTGRES, "N", "starttls-not-offered"),
        Arguments.of(StartTls.POSTGRES, "E\0\0", "starttls-refused"),
        Arguments.of(StartTls.POSTGRES, "Sevil", "starttls-injection"),
        Arguments.of(StartTls.POSTGRES, "220 x\r\n", "protocol-error"),
        Arguments.of(
            StartTls.LDAP, LDAP_OK.replace("\n\u0001\0", "\n\u0001\u0002"), "starttls-not-offered"),
        Arguments.of(StartTls.LDAP, LDAP_OK.replace("\n\u0001\0", "\n\u00014"), "starttls-refused"),
        Arguments.of(StartTls.LDAP, LDAP_OK + "x", "starttls-injection"),
        Arguments.of(StartTls.LDAP, "220 x\r\n", "protocol-error"),
        Arguments.of(StartTls.LDAP, "0\u0084\u00ff\u00ff\u00ff\u00ff", "protocol-error"),
        Arguments.of(StartTls.LDAP, "0\u0003abc", "protocol-error"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void tellsWhyThereIsNone(StartTls protocol, String said, String code) {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              connection.send(said);
              if (!said.isEmpty()) {
                connection.readUntilClosed();
              }
            })) {
      Failure failure = failure(CHECKS.observe(upgrading(target.port(), protocol)));

      assertThat(failure.code()).as(failure.summary()).isEqualTo(code);
      assertThat(failure.phase()).isEqualTo("starttls");
    }
  }

  @Test
  void aTarpitEndsAtTheDeadline() {
    try (RawTarget target =
        RawTarget.start(
            connection -> {
              while (connection.pause(Duration.ofMillis(20))) {
                connection.send("220-x\r\n");
              }
            })) {
      Failure failure =
          failure(
              CHECKS
                  .context(Duration.ofMillis(600))
                  .observe(CHECKS.probe, upgrading(target.port(), StartTls.SMTP)));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.phase()).isEqualTo("starttls");
      assertThat(failure.summary()).matches("asking for TLS timed out after \\d+ms .*");
    }
  }
}
