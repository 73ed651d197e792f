package io.vigie.probe.metric;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.web.Url;
import java.util.List;
import java.util.Optional;

/** Reads metrics once, or twice to see what they do. */
public final class MetricProbe implements ProbeKind<MetricSettings> {

  @Override
  public String name() {
    return "metric";
  }

  @Override
  public Class<MetricSettings> settings() {
    return MetricSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return MetricVocabulary.WORDS;
  }

  /** That they exist; what a good value is, only the author knows. */
  @Override
  public List<String> defaultExpectations(MetricSettings settings) {
    return List.of("selected > 0");
  }

  @Override
  public Optional<String> target(MetricSettings settings) {
    return Url.host(settings.address());
  }

  @Override
  public Future<Observation> observe(MetricSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> new MetricRun(settings, attempt).look());
  }
}
