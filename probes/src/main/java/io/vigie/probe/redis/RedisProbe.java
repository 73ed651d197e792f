package io.vigie.probe.redis;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Conversation;
import io.vigie.probe.line.Conversation.Manner;
import io.vigie.probe.line.TlsContexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks a redis server whether it is there, before and after a login. */
public final class RedisProbe implements ProbeKind<RedisSettings> {

  private static final long MOST_BYTES = 128 * 1024;

  private final Manner manner;

  /** Trusts what the JDK trusts. */
  public RedisProbe() {
    this(new TlsContexts());
  }

  /** Trusts what {@code tls} trusts. */
  public RedisProbe(TlsContexts tls) {
    this.manner = new Manner("redis", RedisStages.ALL, MOST_BYTES, tls);
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Class<RedisSettings> settings() {
    return RedisSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return RedisVocabulary.WORDS;
  }

  /** With a password: it lets in, and nobody gets in without. */
  @Override
  public Optional<String> target(RedisSettings settings) {
    return Optional.of(settings.host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<String> defaultExpectations(RedisSettings settings) {
    boolean password = settings.password().isPresent();
    return switch (settings.login()) {
      case ACCEPTED ->
          password ? List.of("ping == \"PONG\"", "login.needed") : List.of("ping == \"PONG\"");
      case REFUSED -> password ? List.of("!login.accepted") : List.of("login.needed");
    };
  }

  @Override
  public Future<Observation> observe(RedisSettings settings, ProbeContext context) {
    return Conversation.hold(
        manner, context, conversation -> new RedisTalk(settings, conversation).hold());
  }
}
