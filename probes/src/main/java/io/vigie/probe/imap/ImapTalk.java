package io.vigie.probe.imap;

import io.vigie.probe.imap.ImapWire.Answer;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.MailTls;
import io.vigie.probe.net.Trouble.Broken;
import java.util.HashMap;
import java.util.Map;

/** What is said to an IMAP server, and what is learned by it. */
final class ImapTalk {

  private static final String STARTTLS = "STARTTLS";

  private final ImapSettings settings;
  private final Conversation wire;
  private final ImapWire imap;
  private final Map<String, Object> facts = new HashMap<>();
  private Capabilities capabilities = Capabilities.NONE;

  ImapTalk(ImapSettings settings, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
    this.imap = new ImapWire(wire);
  }

  Map<String, Object> hold() {
    boolean goesOn = open();
    facts.put("capabilities", capabilities.names());
    facts.put("idle", capabilities.has("IDLE"));
    wire.fact("capabilities", String.join(" ", capabilities.names()));
    facts.putAll(goesOn ? new Mailbox(settings.mailbox(), wire, imap).look() : Mailbox.NONE);
    wire.send("vz LOGOUT\r\n");
    return facts;
  }

  /** Up to the login; true where there is a mailbox to look into. */
  boolean open() {
    wire.connect(settings.host(), settings.usedPort());
    if (settings.mode() == MailTls.Mode.IMPLICIT) {
      secure();
    }
    greet();
    askCapabilities();
    facts.put("starttls", capabilities.has(STARTTLS));
    if (settings.mode() == MailTls.Mode.STARTTLS) {
      changeToTls();
    }
    return logIn();
  }

  ImapWire imap() {
    return imap;
  }

  Capabilities capabilities() {
    return capabilities;
  }

  private void secure() {
    wire.secure(settings.tls().of(settings.host()));
  }

  private void greet() {
    wire.enter(ImapStages.GREETING);
    String greeting = imap.greeting();
    wire.fact("greeting", greeting);
    facts.put("greeting", greeting);
    if (greeting.regionMatches(true, 0, "BYE", 0, 3)) {
      throw new Broken(
          "bye", "the server takes nobody: " + ImapWire.cut(greeting.substring(3).strip()));
    } else if (!greeting.regionMatches(true, 0, "OK", 0, 2)) {
      throw new Broken(
          "protocol-error", "the server must greet with OK, says " + ImapWire.cut(greeting));
    }
  }

  private void askCapabilities() {
    wire.enter(ImapStages.CAPABILITY);
    Answer answer = imap.ask("CAPABILITY");
    capabilities = Capabilities.of(answer);
    if (!answer.isOk() || !capabilities.has("IMAP4REV1")) {
      throw new Broken("protocol-error", "the server must speak IMAP4rev1, does not");
    }
  }

  private void changeToTls() {
    if (!capabilities.has(STARTTLS)) {
      throw new Broken("starttls-not-offered", "the server must offer STARTTLS, does not");
    }
    Answer answer = imap.ask(STARTTLS);
    if (!answer.isOk()) {
      throw new Broken("starttls-refused", "STARTTLS must be answered with OK, " + answer.shown());
    }
    secure();
    askCapabilities();
  }

  /** True where there is a mailbox to look into. */
  private boolean logIn() {
    facts.put("login.accepted", false);
    facts.put("login.message", "");
    if (settings.user().isEmpty()) {
      return false;
    }
    wire.enter(ImapStages.LOGIN);
    Answer answer = new ImapLogin(settings, wire, imap, capabilities).run();
    facts.put("login.accepted", answer.isOk());
    facts.put("login.message", answer.text());
    judge(answer);
    if (answer.isOk()) {
      askCapabilities();
    }
    return answer.isOk();
  }

  private void judge(Answer answer) {
    if (!answer.isOk() && settings.login() == LoginRule.ACCEPTED) {
      boolean unwell = answer.text().startsWith("[UNAVAILABLE]");
      throw new Broken(
          unwell ? "not-ready" : "login-refused", "the login was refused, " + answer.shown());
    } else if (answer.isOk() && settings.login() == LoginRule.REFUSED) {
      throw new Broken(
          "login-accepted",
          "the login of " + settings.user().orElseThrow() + " must be refused, was accepted");
    }
  }
}
