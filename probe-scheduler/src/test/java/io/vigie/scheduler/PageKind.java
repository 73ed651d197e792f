package io.vigie.scheduler;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.settings.ShortForm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind that is discovered in tests of the whole service. It never looks. */
public final class PageKind implements ProbeKind<PageKind.Settings> {

  /** One setting is enough. */
  public record Settings(@ShortForm String address) {}

  @Override
  public String name() {
    return "page";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(Map.of());
  }

  @Override
  public List<String> defaultExpectations(Settings settings) {
    return List.of("true");
  }

  @Override
  public Optional<String> target(Settings settings) {
    return Optional.ofNullable(URI.create(settings.address()).getHost());
  }

  @Override
  public Future<Observation> observe(Settings settings, ProbeContext context) {
    return Future.failedFuture("not for looking");
  }
}
