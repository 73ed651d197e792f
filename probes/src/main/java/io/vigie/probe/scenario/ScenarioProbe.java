package io.vigie.probe.scenario;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Stage;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Uses an application as a person with a browser does, step by step. */
public final class ScenarioProbe implements ProbeKind<ScenarioSettings> {

  private static final Stage STEPS = new Stage("steps", "playing the steps");

  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return "scenario";
  }

  @Override
  public Class<ScenarioSettings> settings() {
    return ScenarioSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return ScenarioVocabulary.WORDS;
  }

  @Override
  public List<String> defaultExpectations(ScenarioSettings settings) {
    return List.of("completed");
  }

  @Override
  public Optional<String> target(ScenarioSettings settings) {
    return Optional.of(settings.base().getHost().toLowerCase(Locale.ROOT));
  }

  @Override
  public Set<String> failuresOfTime() {
    return Set.of("wait-exceeded");
  }

  @Override
  public Future<Observation> observe(ScenarioSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> play(settings, context, attempt));
  }

  private Future<Observation> play(
      ScenarioSettings settings, ProbeContext context, Attempt attempt) {
    Pace pace = new Pace(context, attempt, !settings.cleanup().isEmpty(), settings.reserve());
    Transport transport = new WebTransport(settings, attempt, pace);
    return attempt
        .resolve(settings.base().getHost().replaceAll("[\\[\\]]", ""))
        .compose(
            _ -> {
              attempt.enter(STEPS);
              return attempt.aside(
                  () -> new ScenarioRun(settings, context, run(), pace, transport).play());
            });
  }

  private String run() {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
