package io.vigie.probe.smtp;

import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.Conversation.Manner;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.MailTls;
import io.vigie.probe.line.TlsContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Speaks with a mail server as a mail client does, as far as the settings go. */
public final class SmtpProbe implements ProbeKind<SmtpSettings> {

  private static final long MOST_BYTES = 128 * 1024;

  private final Manner manner;

  /** Trusts what the JDK trusts. */
  public SmtpProbe() {
    this(new TlsContexts());
  }

  /** Trusts what {@code tls} trusts. */
  public SmtpProbe(TlsContexts tls) {
    this.manner = new Manner("smtp", SmtpStages.ALL, MOST_BYTES, tls);
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public Class<SmtpSettings> settings() {
    return SmtpSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return SmtpVocabulary.WORDS;
  }

  /** Of all that the settings have said; what must be refused, must be for good. */
  @Override
  public Optional<String> target(SmtpSettings settings) {
    return Optional.of(settings.host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<String> defaultExpectations(SmtpSettings settings) {
    List<String> expectations = new ArrayList<>();
    expectations.add(settings.mode() == MailTls.Mode.OFF ? "greeting != \"\"" : "tls.present");
    if (settings.user().isPresent()) {
      expectations.add(
          settings.login() == LoginRule.ACCEPTED ? "login.accepted" : "login.code >= 500");
    }
    if (settings.recipient() == LoginRule.REFUSED) {
      expectations.add("sender.code >= 500 || recipient.code >= 500");
    }
    if (settings.message().isPresent() && settings.login() == LoginRule.ACCEPTED) {
      expectations.add("sent");
    }
    return List.copyOf(expectations);
  }

  /** A mail is sent where there is one to send. */
  @Override
  public Optional<Effect> effect(SmtpSettings settings) {
    return settings.message().map(_ -> Effect.STARTS_WORK);
  }

  @Override
  public Future<Observation> observe(SmtpSettings settings, ProbeContext context) {
    return Conversation.hold(
        manner, context, conversation -> new SmtpTalk(settings, conversation).hold());
  }
}
