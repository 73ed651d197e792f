package io.vigie.testkit.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FakeImapTest {

  @Test
  void showsWhatIsInAMailbox() throws IOException {
    try (FakeImap imap = FakeImap.start()) {
      imap.fill("INBOX", Instant.parse("2026-01-02T03:04:05Z"));

      String said =
          said(
              imap,
              """
              a LOGIN "robot@example.com" "fake \\"imap\\" password"
              b EXAMINE "INBOX"
              c FETCH 1 (INTERNALDATE)
              d LOGOUT
              """);

      assertThat(said)
          .contains("a OK", "* 1 EXISTS", "INTERNALDATE \"02-Jan-2026 03:04:05 +0000\"", "* BYE");
      assertThat(imap.commands()).containsExactly("LOGIN", "EXAMINE", "FETCH", "LOGOUT");
    }
  }

  @Test
  void showsNothingToStrangers() throws IOException {
    try (FakeImap imap = FakeImap.start()) {
      assertThat(said(imap, "a LOGIN \"me\" \"pw\"\r\nb EXAMINE \"INBOX\"\r\nc LOGOUT\r\n"))
          .contains("a NO [AUTHENTICATIONFAILED]", "b NO");
    }
  }

  private static String said(FakeImap imap, String commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), imap.port())) {
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
