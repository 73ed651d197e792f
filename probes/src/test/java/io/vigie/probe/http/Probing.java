package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.Lazy;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.target.RawTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How the tests of this package look at targets. */
final class Probing {

  static final Duration PATIENT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final HttpProbe probe;

  Probing(Vertx vertx, HttpProbe probe) {
    this.vertx = vertx;
    this.probe = probe;
  }

  TestContext context() {
    return context(PATIENT);
  }

  TestContext context(Duration timeout) {
    return new TestContext(vertx, timeout);
  }

  Observation observe(HttpSettings settings) {
    return context().observe(probe, settings);
  }

  Observation observe(HttpSettings settings, TestContext context) {
    return context.observe(probe, settings);
  }

  Observation.Seen seen(HttpSettings settings) {
    return seen(observe(settings));
  }

  static Observation.Seen seen(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    return (Observation.Seen) observation;
  }

  Failure failure(HttpSettings settings) {
    return failure(observe(settings));
  }

  static Failure failure(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Failed.class);
    return ((Observation.Failed) observation).failure();
  }

  static Observation.Blind blind(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Blind.class);
    return (Observation.Blind) observation;
  }

  static Object fact(Observation.Seen seen, String word) {
    Object fact = seen.facts().get(word);
    return fact instanceof Lazy lazy ? lazy.value() : fact;
  }

  /** What expectations find wrong. */
  static List<Unmet> judged(Observation.Seen seen, String... expressions) {
    return Expectations.compile(HttpVocabulary.WORDS, List.of(expressions))
        .orThrow()
        .judge(seen.facts());
  }

  static HttpSettings get(String url) {
    return HttpSettings.of(url);
  }

  static HttpSettings with(String url, Protocol protocol) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.FOLLOW,
        protocol,
        HttpSettings.DEFAULT_BODY,
        HttpTls.DEFAULT);
  }

  static HttpSettings staying(String url) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.STAY,
        Protocol.ANY,
        HttpSettings.DEFAULT_BODY,
        HttpTls.DEFAULT);
  }

  static HttpSettings unverified(String url) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.FOLLOW,
        Protocol.ANY,
        HttpSettings.DEFAULT_BODY,
        new HttpTls(false));
  }

  static HttpSettings reading(String url, int maxBody) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.FOLLOW,
        Protocol.ANY,
        maxBody,
        HttpTls.DEFAULT);
  }

  static HttpSettings sending(String url, String method, Map<String, String> headers, String body) {
    return new HttpSettings(
        url,
        method,
        headers,
        Optional.ofNullable(body),
        Redirects.FOLLOW,
        Protocol.ANY,
        HttpSettings.DEFAULT_BODY,
        HttpTls.DEFAULT);
  }

  /** Every connection is closed when a run has ended, or right after. */
  static void assertAllClosed(RawTarget target) {
    eventually("open connections: must be none", () -> target.openConnections() == 0);
  }

  static void eventually(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
