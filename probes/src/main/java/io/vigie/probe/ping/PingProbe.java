package io.vigie.probe.ping;

import io.vertx.core.Future;
import io.vigie.contract.result.Evidence;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.net.Attempt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a host answer. Whether ICMP is permitted is found out once. */
public final class PingProbe implements ProbeKind<PingSettings> {

  private final boolean icmpPermitted;

  public PingProbe() {
    this(Icmp.isPermitted());
  }

  PingProbe(boolean icmpPermitted) {
    this.icmpPermitted = icmpPermitted;
  }

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public Class<PingSettings> settings() {
    return PingSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return PingVocabulary.WORDS;
  }

  @Override
  public List<String> defaultExpectations(PingSettings settings) {
    return List.of("received > 0");
  }

  @Override
  public Optional<String> target(PingSettings settings) {
    return Optional.of(settings.place().host().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Gauge> gauges(Observation seen) {
    return PingGauges.of(seen);
  }

  @Override
  public Future<Observation> observe(PingSettings settings, ProbeContext context) {
    if (settings.method() == PingMethod.ICMP && !icmpPermitted) {
      return Future.succeededFuture(
          new Observation.Blind(
              "icmp-not-permitted",
              "this runner may not send echo requests: it needs the capability NET_RAW",
              Evidence.NONE));
    }
    boolean icmp = settings.method() != PingMethod.TCP && icmpPermitted;
    Echo echo = icmp ? new IcmpEcho() : new TcpEcho(settings.port());
    return Attempt.begin(context, name(), attempt -> new PingRun(settings, attempt, echo).look());
  }
}
