package io.vigie.probe.imap;

import io.vigie.probe.imap.ImapSettings.Mechanism;
import io.vigie.probe.imap.ImapWire.Answer;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.Sasl;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;

/** Logs in to an IMAP server. */
final class ImapLogin {

  private final ImapSettings settings;
  private final Conversation wire;
  private final ImapWire imap;
  private final Capabilities capabilities;

  ImapLogin(ImapSettings settings, Conversation wire, ImapWire imap, Capabilities capabilities) {
    this.settings = settings;
    this.wire = wire;
    this.imap = imap;
    this.capabilities = capabilities;
  }

  Answer run() {
    String user = settings.user().orElseThrow();
    Mechanism chosen = chosen();
    String password = wire.reveal(settings.password().orElseThrow());
    return switch (chosen) {
      case ANY, LOGIN ->
          imap.askSecretly("LOGIN " + ImapLine.quoted(user), ImapLine.quoted(line(password)));
      case PLAIN -> imap.askWithAnswer("AUTHENTICATE PLAIN", Sasl.plain(user, password));
      case XOAUTH2 -> imap.askWithAnswer("AUTHENTICATE XOAUTH2", Sasl.bearer(user, password));
    };
  }

  /** A line break in a secret would be the beginning of another command. */
  private static String line(String password) {
    if (password.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new Ours("secret-malformed", "password: a secret in it must be one line");
    }
    return password;
  }

  private Mechanism chosen() {
    boolean loginOff = capabilities.has("LOGINDISABLED");
    Mechanism chosen =
        settings.mechanism() == Mechanism.ANY
            ? (loginOff ? Mechanism.PLAIN : Mechanism.LOGIN)
            : settings.mechanism();
    boolean offered =
        chosen == Mechanism.LOGIN ? !loginOff : capabilities.has("AUTH=" + chosen.name());
    if (!offered) {
      throw new Broken(
          "login-not-offered", "the server must offer to log in by " + chosen + ", does not");
    }
    return chosen;
  }
}
