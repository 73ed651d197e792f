package io.vigie.probe.mailroundtrip;

import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.line.Conversation.Manner;
import io.vigie.probe.line.TlsContexts;
import io.vigie.probe.net.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Has a mail sent and waits for it. */
public final class MailRoundtripProbe implements ProbeKind<MailRoundtripSettings> {

  private static final long MOST_BYTES = 512 * 1024;

  private final Manner manner;

  /** Trusts what the JDK trusts. */
  public MailRoundtripProbe() {
    this(new TlsContexts());
  }

  MailRoundtripProbe(TlsContexts tls) {
    this.manner = new Manner("mail-roundtrip", MailVocabulary.STAGES, MOST_BYTES, tls);
  }

  @Override
  public String name() {
    return "mail-roundtrip";
  }

  @Override
  public Class<MailRoundtripSettings> settings() {
    return MailRoundtripSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return MailVocabulary.WORDS;
  }

  @Override
  public List<String> defaultExpectations(MailRoundtripSettings settings) {
    return List.of("count == 1");
  }

  @Override
  public Optional<Effect> effect(MailRoundtripSettings settings) {
    return Optional.of(Effect.STARTS_WORK);
  }

  @Override
  public Set<String> failuresOfTime() {
    return Set.of("not-delivered");
  }

  @Override
  public Future<Observation> observe(MailRoundtripSettings settings, ProbeContext context) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    return Attempt.begin(
            context, name(), attempt -> new Roundtrip(settings, attempt, manner, over).run())
        .onComplete(_ -> over.complete(null));
  }
}
