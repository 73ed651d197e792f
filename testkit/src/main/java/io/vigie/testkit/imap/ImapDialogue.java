package io.vigie.testkit.imap;

import io.vigie.testkit.target.Behaviour.Connection;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;

/** One connection to {@link FakeImap}, from greeting to LOGOUT. Used by one thread. */
final class ImapDialogue {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ROOT);

  private final FakeImap server;
  private final TlsIdentity identity;
  private Socket socket;
  private BufferedReader in;
  private boolean encrypted;
  private boolean loggedIn;
  private List<StoredMail> opened;
  private boolean writable;

  /**
   * A dialogue.
   *
   * @param identity what is shown after STARTTLS, or null where that is not offered
   */
  ImapDialogue(Connection connection, FakeImap server, TlsIdentity identity) throws IOException {
    this.server = server;
    this.identity = identity;
    speakOver(connection.socket());
  }

  private void speakOver(Socket through) throws IOException {
    socket = through;
    in =
        new BufferedReader(new InputStreamReader(through.getInputStream(), StandardCharsets.UTF_8));
  }

  void run() throws IOException {
    say("* OK fake IMAP ready");
    String line = in.readLine();
    while (line != null && answer(line.split(" ", 3))) {
      line = in.readLine();
    }
  }

  /** Answers a command; false ends the dialogue. */
  private boolean answer(String[] words) throws IOException {
    if (words.length < 2) {
      return false;
    }
    String tag = words[0];
    String rest = words.length > 2 ? words[2] : "";
    String command = words[1].toUpperCase(Locale.ROOT);
    server.came(command);
    switch (command) {
      case "CAPABILITY" -> capability(tag);
      case "STARTTLS" -> encrypt(tag);
      case "LOGIN" ->
          admit(tag, rest.equals(quoted(FakeImap.USER) + " " + quoted(FakeImap.PASSWORD)));
      case "AUTHENTICATE" -> authenticate(tag, rest);
      case "STATUS" -> status(tag, rest);
      case "EXAMINE", "SELECT" -> open(tag, rest, command.equals("SELECT"));
      case "FETCH" -> fetch(tag, rest);
      case "UID" -> new UidCommands(opened, writable, this::say).answer(tag, rest);
      case "NOOP" -> say(tag + " OK done");
      case "LOGOUT" -> {
        say("* BYE see you");
        say(tag + " OK done");
        return false;
      }
      default -> say(tag + " BAD unknown command");
    }
    return true;
  }

  private void capability(String tag) throws IOException {
    boolean mayChange = identity != null && !encrypted;
    say(
        "* CAPABILITY IMAP4rev1 IDLE UIDPLUS AUTH=PLAIN AUTH=XOAUTH2"
            + (mayChange ? " STARTTLS" : ""));
    say(tag + " OK done");
  }

  private void encrypt(String tag) throws IOException {
    if (identity == null || encrypted) {
      say(tag + " BAD not offered");
      return;
    }
    say(tag + " OK go ahead");
    SSLSocket secure =
        (SSLSocket)
            identity
                .sslContext()
                .getSocketFactory()
                .createSocket(socket, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    encrypted = true;
    speakOver(secure);
  }

  private void authenticate(String tag, String mechanism) throws IOException {
    say("+ ");
    String given = new String(Base64.getDecoder().decode(in.readLine()), StandardCharsets.UTF_8);
    boolean plain = given.equals("\0" + FakeImap.USER + "\0" + FakeImap.PASSWORD);
    String bearer =
        "user=" + FakeImap.USER + "\u0001auth=Bearer " + FakeImap.PASSWORD + "\u0001\u0001";
    boolean token = mechanism.equalsIgnoreCase("XOAUTH2") && given.equals(bearer);
    if (mechanism.equalsIgnoreCase("XOAUTH2") && !token) {
      say("+ eyJzdGF0dXMiOiI0MDAifQ==");
      in.readLine();
    }
    admit(tag, plain || token);
  }

  private void admit(String tag, boolean right) throws IOException {
    boolean admitted = right && server.isAdmitting();
    loggedIn = loggedIn || admitted;
    say(tag + (admitted ? " OK logged in" : " NO [AUTHENTICATIONFAILED] Authentication failed."));
  }

  private void status(String tag, String rest) throws IOException {
    List<StoredMail> messages = mailbox(rest);
    if (messages != null) {
      say(
          "* STATUS "
              + rest.replace("(UNSEEN)", "(UNSEEN " + messages.size() + ")")
                  .replace("(UIDNEXT)", "(UIDNEXT " + server.nextUid() + ")"));
    }
    say(tag + (messages == null ? " NO no such mailbox" : " OK done"));
  }

  private void open(String tag, String rest, boolean write) throws IOException {
    opened = mailbox(rest);
    writable = write;
    if (opened != null) {
      say("* " + opened.size() + " EXISTS");
      say("* 0 RECENT");
    }
    say(
        tag
            + (opened == null
                ? " NO [NONEXISTENT] no such mailbox"
                : (write ? " OK [READ-WRITE] done" : " OK [READ-ONLY] done")));
  }

  private List<StoredMail> mailbox(String rest) {
    int end = rest.indexOf('"', 1);
    return loggedIn && end > 0 ? server.messages(rest.substring(1, end)) : null;
  }

  private void fetch(String tag, String rest) throws IOException {
    int number = Integer.parseInt(rest.split(" ", 2)[0]);
    String date = DATE.format(opened.get(number - 1).at().atOffset(ZoneOffset.UTC));
    say("* " + number + " FETCH (INTERNALDATE \"" + date + "\")");
    say(tag + " OK done");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
