package io.vigie.testkit.mail;

import io.vigie.testkit.mail.MailBehaviour.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One connection to {@link FakeMailServer}, from greeting to QUIT. Used by one thread. */
final class SmtpDialogue {

  /** What the dialogue needs from its server. */
  interface Desk {
    /** Takes a mail. */
    void deliver(
        String sender, List<String> recipients, String raw, boolean encrypted, String user);

    boolean mayLogIn(String user, String password);

    /** Returns when the server stops. */
    void stall();
  }

  private final Desk desk;
  private final SSLContext tls;
  private final MailBehaviour behaviour;
  private Socket socket;
  private BufferedReader in;
  private OutputStream out;

  private boolean encrypted;
  private String user;
  private String sender;
  private final List<String> recipients = new ArrayList<>();

  SmtpDialogue(Socket socket, Desk desk, SSLContext tls, MailBehaviour behaviour)
      throws IOException {
    this.desk = desk;
    this.tls = tls;
    this.behaviour = behaviour;
    // A greeting of several lines would otherwise wait for the client to confirm its first.
    socket.setTcpNoDelay(true);
    speakOver(socket);
  }

  private void speakOver(Socket through) throws IOException {
    socket = through;
    // Bytes stay bytes; the parser decodes them.
    in =
        new BufferedReader(
            new InputStreamReader(through.getInputStream(), StandardCharsets.ISO_8859_1));
    out = through.getOutputStream();
  }

  void run() throws IOException {
    if (behaviour instanceof MailBehaviour.Silent) {
      desk.stall();
      return;
    }
    if (refused(Stage.GREETING)) {
      return;
    }
    say("220 localhost fake mail");
    String line = in.readLine();
    while (line != null && answer(line)) {
      line = in.readLine();
    }
  }

  /** Answers a command; false ends the dialogue. */
  private boolean answer(String line) throws IOException {
    String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    String rest = line.length() > command.length() ? line.substring(command.length() + 1) : "";
    return switch (command) {
      case "EHLO", "HELO" -> greet();
      case "STARTTLS" -> encrypt();
      case "AUTH" -> logIn(rest);
      case "MAIL" -> sender(rest);
      case "RCPT" -> recipient(rest);
      case "DATA" -> data();
      case "RSET" -> forget();
      case "NOOP" -> say("250 ok");
      case "QUIT" -> !say("221 bye");
      default -> say("500 unknown command");
    };
  }

  private boolean greet() throws IOException {
    say("250-localhost");
    say("250-8BITMIME");
    say("250-SIZE 10485760");
    if (!encrypted && !(behaviour instanceof MailBehaviour.NoStartTls)) {
      say("250-STARTTLS");
    }
    return say("250 AUTH PLAIN LOGIN");
  }

  private boolean encrypt() throws IOException {
    if (encrypted || behaviour instanceof MailBehaviour.NoStartTls) {
      return say("502 not offered");
    }
    say("220 go ahead");
    SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    encrypted = true;
    speakOver(secure);
    return true;
  }

  private boolean logIn(String rest) throws IOException {
    if (refused(Stage.AUTH)) {
      return true;
    }
    String[] words = rest.split(" ", 2);
    Optional<String> initial = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
    return switch (words[0].toUpperCase(Locale.ROOT)) {
      case "PLAIN" -> {
        String[] parts = decoded(initial.isPresent() ? initial.get() : ask("")).split("\0", -1);
        yield parts.length == 3 ? admit(parts[1], parts[2]) : say("501 malformed");
      }
      case "LOGIN" -> {
        String name = decoded(initial.isPresent() ? initial.get() : ask("VXNlcm5hbWU6"));
        yield admit(name, decoded(ask("UGFzc3dvcmQ6")));
      }
      default -> say("504 unknown mechanism");
    };
  }

  private String ask(String prompt) throws IOException {
    say("334 " + prompt);
    String answer = in.readLine();
    return answer == null ? "" : answer;
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private boolean admit(String name, String password) throws IOException {
    if (!desk.mayLogIn(name, password)) {
      return say("535 wrong user or password");
    }
    user = name;
    return say("235 welcome");
  }

  private boolean sender(String rest) throws IOException {
    if (refused(Stage.SENDER)) {
      return true;
    }
    sender = address(rest);
    return say("250 ok");
  }

  private boolean recipient(String rest) throws IOException {
    if (refused(Stage.RECIPIENT)) {
      return true;
    }
    recipients.add(address(rest));
    return say("250 ok");
  }

  private static String address(String rest) {
    int from = rest.indexOf('<');
    int to = rest.indexOf('>');
    return from < 0 || to < from ? rest : rest.substring(from + 1, to);
  }

  private boolean forget() throws IOException {
    sender = null;
    recipients.clear();
    return say("250 ok");
  }

  private boolean data() throws IOException {
    say("354 end with a dot");
    StringBuilder raw = new StringBuilder();
    String line = in.readLine();
    while (line != null && !line.equals(".")) {
      raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      line = in.readLine();
    }
    if (line == null) {
      return false;
    }
    if (refused(Stage.END_OF_DATA)) {
      return true;
    }
    desk.deliver(sender, List.copyOf(recipients), raw.toString(), encrypted, user);
    if (behaviour instanceof MailBehaviour.DieAfterData) {
      return false;
    }
    if (behaviour instanceof MailBehaviour.StallAfterData) {
      desk.stall();
      return false;
    }
    return forget();
  }

  private boolean refused(Stage stage) throws IOException {
    if (behaviour instanceof MailBehaviour.Refuse(Stage at, int code, String text) && at == stage) {
      say(code + " " + text);
      return true;
    }
    return false;
  }

  private boolean say(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return true;
  }
}
