package io.vigie.probe.redirect;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.http.HttpProbe;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Goes where a URL leads. Keeps nothing but the TLS contexts of the kind that asks for it. */
public final class RedirectProbe implements ProbeKind<RedirectSettings> {

  private final HttpProbe http = new HttpProbe();

  @Override
  public String name() {
    return "redirect";
  }

  @Override
  public Class<RedirectSettings> settings() {
    return RedirectSettings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return RedirectVocabulary.WORDS;
  }

  @Override
  public List<String> defaultExpectations(RedirectSettings settings) {
    return List.of("permanent", "toHttps", "sameHost", "samePath", "finalStatus < 400");
  }

  @Override
  public Optional<String> target(RedirectSettings settings) {
    return Optional.ofNullable(URI.create(settings.url()).getHost())
        .map(host -> host.toLowerCase(Locale.ROOT));
  }

  @Override
  public Future<Observation> observe(RedirectSettings settings, ProbeContext context) {
    return new RedirectRun(settings, context, http).look();
  }
}
