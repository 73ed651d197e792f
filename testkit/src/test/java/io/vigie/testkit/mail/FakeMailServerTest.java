package io.vigie.testkit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.mail.MailBehaviour.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeMailServerTest {

  private static final String LOGIN =
      Base64.getEncoder()
          .encodeToString(
              ("\0" + FakeMailServer.USER + "\0" + FakeMailServer.PASSWORD)
                  .getBytes(StandardCharsets.UTF_8));

  private final FakeMailServer server =
      FakeMailServer.start(0, MutableClock.at("2026-11-20T08:00:00Z"));
  private Socket socket;
  private BufferedReader in;

  @AfterEach
  void stop() throws IOException {
    if (socket != null) {
      socket.close();
    }
    server.close();
  }

  @Test
  void takesMailOverTlsAfterLogin() throws Exception {
    open();
    assertThat(ask("EHLO me")).contains("STARTTLS");
    assertThat(ask("STARTTLS")).startsWith("220");
    encrypt();
    assertThat(ask("EHLO me")).contains("AUTH PLAIN LOGIN").doesNotContain("STARTTLS");
    assertThat(ask("AUTH PLAIN " + LOGIN)).startsWith("235");
    send();

    var mails = server.await(all -> all.size() == 1, Duration.ofSeconds(5));
    ReceivedMail mail = mails.getFirst();
    assertThat(mail.encrypted()).isTrue();
    assertThat(mail.user()).contains(FakeMailServer.USER);
    assertThat(mail.sender()).isEqualTo("a@example.com");
    assertThat(mail.recipients()).containsExactly("b@example.com");
    assertThat(mail.subject()).isEqualTo("hello");
    assertThat(mail.text()).contains(".dotted");
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    open();
    String wrong = Base64.getEncoder().encodeToString("\0x\0y".getBytes(StandardCharsets.UTF_8));
    assertThat(ask("AUTH PLAIN " + wrong)).startsWith("535");
  }

  @Test
  void refusesAtTheStageItIsToldTo() throws Exception {
    server.next(MailBehaviour.refuse(Stage.RECIPIENT, 550, "no such user"));
    open();
    ask("MAIL FROM:<a@example.com>");
    assertThat(ask("RCPT TO:<b@example.com>")).isEqualTo("550 no such user");
  }

  @Test
  void canWithholdStartTls() throws Exception {
    server.next(new MailBehaviour.NoStartTls());
    open();
    assertThat(ask("EHLO me")).doesNotContain("STARTTLS");
    assertThat(ask("STARTTLS")).startsWith("502");
  }

  @Test
  void canTakeMailAndHangUp() throws Exception {
    server.next(new MailBehaviour.DieAfterData());
    open();
    ask("MAIL FROM:<a@example.com>");
    ask("RCPT TO:<b@example.com>");
    ask("DATA");
    write("Subject: hello\r\n\r\n.\r\n");
    assertThat(in.readLine()).isNull();
    assertThat(server.mails()).hasSize(1);
  }

  @Test
  void comesBackOnItsPort() throws Exception {
    server.goAway();
    server.comeBack();
    open();
    send();
    assertThat(server.await(all -> all.size() == 1, Duration.ofSeconds(5))).hasSize(1);
  }

  private void send() throws IOException {
    ask("MAIL FROM:<a@example.com>");
    ask("RCPT TO:<b@example.com>");
    ask("DATA");
    assertThat(ask("Subject: hello\r\n\r\n..dotted\r\n.")).startsWith("250");
    assertThat(ask("QUIT")).startsWith("221");
  }

  private void open() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(5_000);
    readFrom(socket);
    assertThat(reply()).startsWith("220");
  }

  private void encrypt() throws Exception {
    var store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("server", server.certificate().certificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    socket = context.getSocketFactory().createSocket(socket, "localhost", server.port(), true);
    readFrom(socket);
  }

  private void readFrom(Socket from) throws IOException {
    in = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8));
  }

  private String ask(String line) throws IOException {
    write(line + "\r\n");
    return reply();
  }

  private void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private String reply() throws IOException {
    StringBuilder all = new StringBuilder();
    String line = in.readLine();
    while (line != null && line.length() > 3 && line.charAt(3) == '-') {
      all.append(line).append('\n');
      line = in.readLine();
    }
    return all.append(line).toString();
  }
}
