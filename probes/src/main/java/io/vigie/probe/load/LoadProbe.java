package io.vigie.probe.load;

import io.vertx.core.Future;
import io.vigie.contract.check.Effect;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.burst.Burst;
import io.vigie.probe.burst.Tally;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks many times at once, and measures. */
public final class LoadProbe implements ProbeKind<LoadSettings> {

  private static final int BODY = 256 * 1024;

  @Override
  public String name() {
    return "load";
  }

  @Override
  public Class<LoadSettings> settings() {
    return LoadSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return LoadVocabulary.WORDS;
  }

  /** Nothing failed; how fast it must be is for the author to say. */
  @Override
  public List<String> defaultExpectations(LoadSettings settings) {
    return List.of("failed == 0");
  }

  @Override
  public Optional<String> target(LoadSettings settings) {
    return Url.host(settings.url());
  }

  @Override
  public Optional<Effect> effect(LoadSettings settings) {
    return Optional.of(Effect.LOADS);
  }

  @Override
  public Future<Observation> observe(LoadSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> look(settings, attempt));
  }

  private static Future<Observation> look(LoadSettings settings, Attempt attempt) {
    WebRequest request = settings.ask().request(attempt.context(), BODY);
    attempt.enter(LoadVocabulary.LOAD);
    return Burst.send(attempt, Web.on(attempt), request, settings.plan())
        .map(tally -> seen(attempt, tally));
  }

  private static Observation seen(Attempt attempt, Tally tally) {
    attempt.fact("answers", tally.counts());
    requireMeasured(tally.requireAnswers());
    Map<String, Object> facts = new HashMap<>(LoadVocabulary.facts(tally));
    attempt.number("throughput", LoadVocabulary.throughput(tally));
    attempt.number("p95Seconds", tally.latencies().percentile(95).toNanos() / 1e9);
    attempt.number("failed", (double) tally.failed());
    attempt.number("refused", (double) tally.refused());
    facts.putAll(attempt.times(LoadVocabulary.STAGES));
    return attempt.seen(facts);
  }

  /** Of refusals and failures alone there is no latency to speak of. */
  private static void requireMeasured(Tally tally) {
    if (tally.passed() > 0) {
      return;
    } else if (tally.failed() == 0) {
      throw new Broken(
          "all-refused",
          "some requests must succeed, the limiter refused all " + tally.refused() + counts(tally));
    }
    throw new Broken(
        "all-failed",
        "some requests must succeed, of " + tally.sent() + " none did" + counts(tally));
  }

  private static String counts(Tally tally) {
    return " (" + tally.counts() + ")";
  }
}
