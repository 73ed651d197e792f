package io.vigie.probe.database;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.Conversation.Manner;
import io.vigie.probe.line.LineTls;
import io.vigie.probe.line.LoginRule;
import io.vigie.probe.line.TlsContexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Logs in to a database, measures it and asks it one question. */
public final class DatabaseProbe implements ProbeKind<DatabaseSettings> {

  private static final long MOST_BYTES = 1024 * 1024;

  private final Manner manner;

  /** Trusts what the JDK trusts. */
  public DatabaseProbe() {
    this(new TlsContexts());
  }

  /** Trusts what {@code tls} trusts. */
  public DatabaseProbe(TlsContexts tls) {
    this.manner = new Manner("database", DatabaseStages.ALL, MOST_BYTES, tls);
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Class<DatabaseSettings> settings() {
    return DatabaseSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return DatabaseVocabulary.WORDS;
  }

  /** Where a login must fail, for its password; without TLS a server may refuse that first. */
  @Override
  public Optional<String> target(DatabaseSettings settings) {
    return Optional.of(settings.host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<String> defaultExpectations(DatabaseSettings settings) {
    if (settings.login() == LoginRule.ACCEPTED) {
      return List.of("login.accepted", "!truncated");
    }
    boolean inClear = settings.tls().mode() == LineTls.Mode.OFF;
    return List.of(inClear ? "!login.accepted" : settings.product().wrongPassword());
  }

  @Override
  public Future<Observation> observe(DatabaseSettings settings, ProbeContext context) {
    return Conversation.hold(
        manner, context, conversation -> new DatabaseTalk(settings, conversation).hold());
  }
}
