package io.vigie.probe.imap;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.Conversation.Manner;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.TlsContexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Logs in to an IMAP server and looks into a mailbox. */
public final class ImapProbe implements ProbeKind<ImapSettings> {

  private static final long MOST_BYTES = 256 * 1024;

  private final Manner manner;

  /** Trusts what the JDK trusts. */
  public ImapProbe() {
    this(new TlsContexts());
  }

  /** Trusts what {@code tls} trusts. */
  public ImapProbe(TlsContexts tls) {
    this.manner = new Manner("imap", ImapStages.ALL, MOST_BYTES, tls);
  }

  @Override
  public String name() {
    return "imap";
  }

  @Override
  public Class<ImapSettings> settings() {
    return ImapSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return ImapVocabulary.WORDS;
  }

  /** With an account: the mailbox was opened, or the login refused where it must be. */
  @Override
  public Optional<String> target(ImapSettings settings) {
    return Optional.of(settings.host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<String> defaultExpectations(ImapSettings settings) {
    if (settings.user().isEmpty()) {
      return List.of("\"IMAP4REV1\" in capabilities");
    }
    return List.of(settings.login() == LoginRule.ACCEPTED ? "mailbox.opened" : "!login.accepted");
  }

  @Override
  public Future<Observation> observe(ImapSettings settings, ProbeContext context) {
    return Conversation.hold(
        manner, context, conversation -> new ImapTalk(settings, conversation).hold());
  }
}
