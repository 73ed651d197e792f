package io.vigie.probe.sink;

import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Listens for what an application sends. */
public final class SinkProbe implements ProbeKind<SinkSettings> {

  @Override
  public String name() {
    return "sink";
  }

  @Override
  public Class<SinkSettings> settings() {
    return SinkSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return SinkVocabulary.WORDS;
  }

  /** That as many arrived as must, and none where none may, is judged by the settings. */
  @Override
  public List<String> defaultExpectations(SinkSettings settings) {
    return List.of(settings.tls() == Door.SELF_SIGNED ? "tlsRefused > 0" : "count >= 0");
  }

  /** What the application is asked to send is its real work. */
  @Override
  public Optional<Effect> effect(SinkSettings settings) {
    return settings.trigger().map(_ -> Effect.STARTS_WORK);
  }

  @Override
  public Set<String> failuresOfTime() {
    return Set.of("nothing-arrived");
  }

  @Override
  public Future<Observation> observe(SinkSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> new SinkRun(settings, attempt).look());
  }
}
