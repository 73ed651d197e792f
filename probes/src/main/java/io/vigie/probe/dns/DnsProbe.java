package io.vigie.probe.dns;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.net.Attempt;
import java.util.List;

/** Asks resolvers of a name. */
public final class DnsProbe implements ProbeKind<DnsSettings> {

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public Class<DnsSettings> settings() {
    return DnsSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return DnsVocabulary.WORDS;
  }

  /** That there are records is no expectation: to have none fails with its own code. */
  @Override
  public List<String> defaultExpectations(DnsSettings settings) {
    return List.of(settings.absent() ? "records == []" : "consistent");
  }

  @Override
  public List<Gauge> gauges(Observation seen) {
    return DnsGauges.of(seen);
  }

  @Override
  public Future<Observation> observe(DnsSettings settings, ProbeContext context) {
    return Attempt.begin(context, name(), attempt -> new DnsRun(settings, attempt).look());
  }
}
