package io.vigie.probe.cors;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.web.Url;
import java.util.List;
import java.util.Optional;

/** Asks as many origins, and looks at what each is granted. */
public final class CorsProbe implements ProbeKind<CorsSettings> {

  @Override
  public String name() {
    return "cors";
  }

  @Override
  public Class<CorsSettings> settings() {
    return CorsSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return CorsVocabulary.WORDS;
  }

  /** What must hold of grants has codes of its own, and needs no expectation. */
  @Override
  public List<String> defaultExpectations(CorsSettings settings) {
    return List.of("asked > 0");
  }

  @Override
  public Optional<String> target(CorsSettings settings) {
    return Url.host(settings.url());
  }

  @Override
  public Future<Observation> observe(CorsSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> new CorsRun(settings, attempt).look());
  }
}
