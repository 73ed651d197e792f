package io.vigie.probe.http;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.gauge.Gauge;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.web.Url;
import java.util.List;
import java.util.Optional;

/** Asks a URL once. */
public final class HttpProbe implements ProbeKind<HttpSettings> {

  private final TlsContexts tls;

  /** Trusts what the JDK trusts. */
  public HttpProbe() {
    this(TlsContexts.ofTheJdk());
  }

  HttpProbe(TlsContexts tls) {
    this.tls = tls;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Class<HttpSettings> settings() {
    return HttpSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return HttpVocabulary.WORDS;
  }

  /** A status of 2xx; where redirects are not followed, a redirect is an answer too. */
  @Override
  public List<String> defaultExpectations(HttpSettings settings) {
    return switch (settings.redirects()) {
      case FOLLOW -> List.of("status >= 200 && status < 300");
      case STAY -> List.of("status >= 200 && status < 400");
    };
  }

  /** The host of the URL; where redirects lead is not known beforehand. */
  @Override
  public Optional<String> target(HttpSettings settings) {
    return Url.host(settings.url());
  }

  @Override
  public List<Gauge> gauges(Observation seen) {
    return HttpGauges.of(seen);
  }

  @Override
  public Future<Observation> observe(HttpSettings settings, ProbeContext context) {
    return HttpRun.look(settings, context, tls);
  }
}
