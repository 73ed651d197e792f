package io.vigie.probe.smtp;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.MailTls;
import io.vigie.probe.net.Trouble.Broken;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What is said to a mail server, and what is learned by it. */
final class SmtpTalk {

  private static final String STARTTLS = "STARTTLS";

  private final SmtpSettings settings;
  private final Conversation wire;
  private final String id;
  private final Map<String, Object> facts = new HashMap<>();
  private Map<String, String> extensions = Map.of();

  SmtpTalk(SmtpSettings settings, Conversation wire) {
    this(settings, wire, UUID.randomUUID().toString());
  }

  /**
   * A talk.
   *
   * @param id what a mail is known by
   */
  SmtpTalk(SmtpSettings settings, Conversation wire, String id) {
    this.settings = settings;
    this.wire = wire;
    this.id = id;
  }

  Map<String, Object> hold() {
    wire.connect(settings.host(), settings.usedPort());
    if (settings.mode() == MailTls.Mode.IMPLICIT) {
      secure();
    }
    greet();
    hello();
    facts.put("starttls", extensions.containsKey(STARTTLS));
    if (settings.mode() == MailTls.Mode.STARTTLS) {
      changeToTls();
    }
    describe();
    boolean goesOn = new SmtpLogin(settings, wire, extensions).run(facts);
    envelope(goesOn);
    wire.send("QUIT\r\n");
    return facts;
  }

  private void secure() {
    wire.secure(settings.tls().of(settings.host()));
  }

  private void greet() {
    wire.enter(SmtpStages.GREETING);
    SmtpReply greeting = SmtpReply.read(wire);
    wire.fact("greeting", greeting.text());
    facts.put("greeting", greeting.text());
    if (greeting.code() != 220) {
      throw new Broken("greeting-refused", "the server takes nobody, " + greeting.shown());
    }
  }

  private void hello() {
    wire.enter(SmtpStages.HELLO);
    SmtpReply answer = ask("EHLO " + settings.hello());
    if (answer.code() != 250) {
      throw new Broken("hello-refused", "EHLO must be answered with 250, " + answer.shown());
    }
    Map<String, String> offered = new TreeMap<>();
    answer.lines().stream().skip(1).forEach(line -> offer(offered, line));
    extensions = Map.copyOf(offered);
  }

  private static void offer(Map<String, String> offered, String line) {
    int end = line.indexOf(' ');
    String name = end < 0 ? line : line.substring(0, end);
    String more = end < 0 ? "" : line.substring(end + 1);
    offered.put(name.toUpperCase(Locale.ROOT), more);
  }

  private void changeToTls() {
    if (!extensions.containsKey(STARTTLS)) {
      throw new Broken("starttls-not-offered", "the server must offer STARTTLS, does not");
    }
    SmtpReply answer = ask(STARTTLS);
    if (answer.code() != 220) {
      throw new Broken("starttls-refused", "STARTTLS must be answered with 220, " + answer.shown());
    }
    secure();
    hello();
  }

  private void describe() {
    facts.put("extensions", extensions);
    facts.put("maxSize", SmtpLogin.number(extensions.getOrDefault("SIZE", "")));
    facts.put("mechanisms", SmtpLogin.mechanisms(extensions));
    wire.fact("extensions", String.join(" ", extensions.keySet().stream().sorted().toList()));
  }

  private void envelope(boolean goesOn) {
    answered("sender", Optional.empty());
    answered("recipient", Optional.empty());
    facts.put("sent", false);
    facts.put("queued", "");
    if (settings.from().isEmpty() || !goesOn) {
      return;
    }
    wire.enter(SmtpStages.ENVELOPE);
    SmtpReply sender = ask("MAIL FROM:<" + settings.from().get() + ">");
    answered("sender", Optional.of(sender));
    if (!sender.isPositive() && settings.recipient() == LoginRule.ACCEPTED) {
      throw new Broken("sender-refused", "the sender was refused, " + sender.shown());
    }
    if (sender.isPositive() && settings.to().isPresent()) {
      recipient(ask("RCPT TO:<" + settings.to().get() + ">"));
    }
  }

  private void recipient(SmtpReply reply) {
    answered("recipient", Optional.of(reply));
    boolean mustBeRefused = settings.recipient() == LoginRule.REFUSED;
    if (reply.isPositive() && mustBeRefused) {
      ask("RSET");
      throw new Broken(
          "recipient-accepted",
          "the recipient must be refused, was accepted: the server relays, " + reply.shown());
    } else if (!reply.isPositive() && !mustBeRefused) {
      throw new Broken("recipient-refused", "the recipient was refused, " + reply.shown());
    }
    if (settings.message().isPresent()) {
      send(settings.message().get());
    } else {
      ask("RSET");
    }
  }

  private void send(SmtpMessage message) {
    wire.enter(SmtpStages.SENDING);
    SmtpReply go = ask("DATA");
    if (go.code() != 354) {
      throw new Broken("mail-refused", "the mail was refused, " + go.shown());
    }
    wire.send(SmtpMail.of(settings, message, id, wire));
    SmtpReply taken = SmtpReply.read(wire);
    if (!taken.isPositive()) {
      throw new Broken("mail-refused", "the mail was refused, " + taken.shown());
    }
    facts.put("sent", true);
    facts.put("queued", taken.text());
    wire.fact("queued", taken.text());
  }

  private void answered(String who, Optional<SmtpReply> reply) {
    facts.put(who + ".code", reply.map(said -> (long) said.code()).orElse(0L));
    facts.put(who + ".status", reply.map(SmtpReply::enhanced).orElse(""));
    facts.put(who + ".message", reply.map(SmtpReply::text).orElse(""));
    reply.ifPresent(said -> wire.fact(who, said.shown()));
  }

  private SmtpReply ask(String command) {
    wire.send(command + "\r\n");
    return SmtpReply.read(wire);
  }
}
