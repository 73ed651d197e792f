package io.vigie.probe.ratelimit;

import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.web.Url;
import java.util.List;
import java.util.Optional;

/** Sends more than a limiter should let pass. */
public final class RateLimitProbe implements ProbeKind<RateLimitSettings> {

  @Override
  public String name() {
    return "rate-limit";
  }

  @Override
  public Class<RateLimitSettings> settings() {
    return RateLimitSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return RateLimitVocabulary.WORDS;
  }

  /** Nothing broke: what was not let pass was refused. */
  @Override
  public List<String> defaultExpectations(RateLimitSettings settings) {
    return List.of("failed == 0");
  }

  @Override
  public Optional<String> target(RateLimitSettings settings) {
    return Url.host(settings.url());
  }

  /** A limiter may count against the address of the runner, whoever asks from it. */
  @Override
  public Optional<Effect> effect(RateLimitSettings settings) {
    return Optional.of(Effect.MAY_LOCK_OUT);
  }

  @Override
  public Future<Observation> observe(RateLimitSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> new RateLimitRun(settings, attempt).look());
  }
}
