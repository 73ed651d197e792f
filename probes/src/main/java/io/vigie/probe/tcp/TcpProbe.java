package io.vigie.probe.tcp;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.net.Attempt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Connects, and listens to what a server says first. */
public final class TcpProbe implements ProbeKind<TcpSettings> {

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public Class<TcpSettings> settings() {
    return TcpSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return TcpVocabulary.WORDS;
  }

  /** That each address is open is no expectation: one that is not fails with its own code. */
  @Override
  public List<String> defaultExpectations(TcpSettings settings) {
    return List.of(settings.closed() ? "state != \"open\"" : "state == \"open\"");
  }

  @Override
  public Optional<String> target(TcpSettings settings) {
    return Optional.of(settings.addresses().getFirst().host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Gauge> gauges(Observation seen) {
    return TcpGauges.of(seen);
  }

  @Override
  public Future<Observation> observe(TcpSettings settings, ProbeContext context) {
    return Attempt.begin(
        context,
        name(),
        attempt ->
            settings.closed()
                ? new ClosedPorts(attempt).judge(settings.addresses())
                : new OpenPorts(attempt).visit(settings));
  }
}
