package io.vigie.alert.canary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vigie.alert.notify.HttpPost;
import io.vigie.runtime.net.NeverReachable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Says outside that the canary came round: a POST without content, as Healthchecks.io and others
 * take it. Redirects are not followed; the address is never repeated. Thread-safe.
 */
@ApplicationScoped
public class DeadMan {

  private static final Logger LOG = Logger.getLogger(DeadMan.class);

  private final Optional<URI> url;
  private final HttpPost http;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final AtomicReference<Instant> lastRound = new AtomicReference<>();

  /** What can become of a ping. */
  private enum Outcome {
    /** The switch has it. */
    OK,
    /** It was not taken; the next round tries again. */
    FAILED,
    /** The canary was too slow, so nothing was said. */
    WITHHELD
  }

  @Inject
  public DeadMan(DeadManConfig config, Vertx vertx, MeterRegistry registry, InstantSource clock) {
    this.url = config.url().filter(text -> !text.isBlank()).map(DeadMan::checked);
    this.http = new HttpPost(vertx, config.timeout());
    this.registry = registry;
    this.clock = clock;
    for (Outcome outcome : Outcome.values()) {
      pings(registry, outcome).increment(0);
    }
    registry.gauge("vigie_canary_age_seconds", lastRound, last -> age(last.get(), clock.instant()));
  }

  /** What was written is a secret, and is in no error. */
  private static URI checked(String text) {
    URI url =
        parsed(text)
            .filter(uri -> uri.getHost() != null)
            .filter(uri -> "https".equals(uri.getScheme()) || isLocal(uri))
            .orElseThrow(
                () -> refused("must be an https address, or an http address of this machine"));
    NeverReachable.reason(url.getHost())
        .ifPresent(
            why -> {
              throw refused("must not lead to an address that is never reachable, was " + why);
            });
    return url;
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(URI.create(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("vigie.deadman.url: " + what);
  }

  private static boolean isLocal(URI url) {
    return "http".equals(url.getScheme())
        && ("127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost()));
  }

  /** Seconds since the canary last came round here; not a number before it ever did. */
  private static double age(Instant last, Instant now) {
    return last == null ? Double.NaN : Duration.between(last, now).toMillis() / 1e3;
  }

  /** The canary came round. Returns at once. */
  public void cameRound(boolean fresh) {
    if (!fresh) {
      count(Outcome.WITHHELD);
      return;
    }
    lastRound.set(clock.instant());
    url.ifPresent(to -> Thread.ofVirtual().name("alert-deadman").start(() -> ping(to)));
  }

  private void ping(URI to) {
    switch (http.post(to, Map.of(), "")) {
      case HttpPost.Outcome.Answered(int status, _, _) when status / 100 == 2 -> count(Outcome.OK);
      case HttpPost.Outcome.Answered(int status, _, _) -> failed("answered " + status);
      case HttpPost.Outcome.NotSent _ -> failed("not reached");
      case HttpPost.Outcome.NotAnswered _ -> failed("no answer");
    }
  }

  private void failed(String why) {
    LOG.warnf("dead man's switch not told, will be at the next round: reason=%s", why);
    count(Outcome.FAILED);
  }

  private void count(Outcome outcome) {
    pings(registry, outcome).increment();
  }

  private static Counter pings(MeterRegistry registry, Outcome outcome) {
    String word = outcome.name().toLowerCase(Locale.ROOT);
    return registry.counter("vigie_deadman_pings", "outcome", word);
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
