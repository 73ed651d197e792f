package io.vigie.probe.smtp;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.Sasl;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.smtp.SmtpSettings.Mechanism;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Logs in to a mail server, where the settings say so. */
final class SmtpLogin {

  private final SmtpSettings settings;
  private final Conversation wire;
  private final List<String> offered;

  SmtpLogin(SmtpSettings settings, Conversation wire, Map<String, String> extensions) {
    this.settings = settings;
    this.wire = wire;
    this.offered = mechanisms(extensions);
  }

  /** What AUTH offers, in upper case. */
  static List<String> mechanisms(Map<String, String> extensions) {
    return Stream.of(extensions.getOrDefault("AUTH", "").split(" ", -1))
        .filter(name -> !name.isBlank())
        .map(name -> name.toUpperCase(Locale.ROOT))
        .distinct()
        .limit(50)
        .toList();
  }

  /** 0 where it is none. */
  static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Puts down what became of it; false where the conversation ends with it. */
  boolean run(Map<String, Object> facts) {
    facts.put("login.accepted", false);
    facts.put("login.code", 0L);
    facts.put("login.status", "");
    facts.put("login.message", "");
    if (settings.user().isEmpty()) {
      return true;
    }
    wire.enter(SmtpStages.LOGIN);
    SmtpReply reply = say(chosen());
    boolean accepted = reply.code() == 235;
    facts.put("login.accepted", accepted);
    facts.put("login.code", (long) reply.code());
    facts.put("login.status", reply.enhanced());
    facts.put("login.message", reply.text());
    judge(reply, accepted);
    return accepted;
  }

  private void judge(SmtpReply reply, boolean accepted) {
    wire.fact("login", String.valueOf(reply.code()));
    if (!accepted && settings.login() == LoginRule.ACCEPTED) {
      throw new Broken("login-refused", "the login was refused, " + reply.shown());
    } else if (accepted && settings.login() == LoginRule.REFUSED) {
      throw new Broken(
          "login-accepted",
          "the login of " + settings.user().orElseThrow() + " must be refused, was accepted");
    }
  }

  private Mechanism chosen() {
    Stream<Mechanism> wanted =
        settings.mechanism() == Mechanism.ANY
            ? Stream.of(Mechanism.PLAIN, Mechanism.LOGIN)
            : Stream.of(settings.mechanism());
    return wanted
        .filter(mechanism -> offered.contains(mechanism.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new Broken(
                    "login-not-offered",
                    "the server must offer AUTH with "
                        + (settings.mechanism() == Mechanism.ANY
                            ? "PLAIN or LOGIN"
                            : settings.mechanism().name())
                        + ", offers "
                        + (offered.isEmpty() ? "none" : String.join(" ", offered))));
  }

  private SmtpReply say(Mechanism mechanism) {
    String user = settings.user().orElseThrow();
    String password = wire.reveal(settings.password().orElseThrow());
    return switch (mechanism) {
      case ANY, PLAIN -> secretly("AUTH PLAIN ", Sasl.plain(user, password));
      case XOAUTH2 -> afterChallenge(secretly("AUTH XOAUTH2 ", Sasl.bearer(user, password)));
      case LOGIN -> {
        SmtpReply name = ask("AUTH LOGIN");
        SmtpReply word = name.code() == 334 ? ask(Sasl.encoded(user)) : name;
        yield word.code() == 334 ? secretly("", Sasl.encoded(password)) : word;
      }
    };
  }

  /** An error of XOAUTH2 comes as a challenge, to be answered with nothing. */
  private SmtpReply afterChallenge(SmtpReply reply) {
    return reply.code() == 334 ? ask("") : reply;
  }

  private SmtpReply ask(String line) {
    wire.send(line + "\r\n");
    return SmtpReply.read(wire);
  }

  private SmtpReply secretly(String command, String secret) {
    wire.sendConcealed(command, secret);
    return SmtpReply.read(wire);
  }
}
