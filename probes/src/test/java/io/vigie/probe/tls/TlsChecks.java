package io.vigie.probe.tls;

import static io.vigie.probe.Observed.failure;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How the tests of this package look at servers, and whom they trust. */
final class TlsChecks implements AutoCloseable {

  static final Duration PATIENT = Duration.ofSeconds(10);
  static final InstantSource CLOCK = InstantSource.system();

  final Issued root = Issued.bySelf(Recipe.of(CLOCK, "Test root").asAuthority());
  final TlsProbe probe = new TlsProbe(root.trustStore());
  final Vertx vertx = Vertx.vertx();

  static Recipe server() {
    return Recipe.of(CLOCK, "localhost", "localhost", "127.0.0.1");
  }

  TestContext context(Duration timeout) {
    return new TestContext(vertx, timeout);
  }

  Observation observe(TlsSettings settings) {
    return context(PATIENT).observe(probe, settings);
  }

  Observation observe(int port) {
    return observe(of(port));
  }

  Failure failed(int port) {
    return failure(observe(port));
  }

  static TlsSettings of(int port) {
    return TlsSettings.of("localhost:" + port);
  }

  static TlsSettings unverified(int port) {
    return new TlsSettings(
        "localhost:" + port,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        Revocation.STAPLED);
  }

  static TlsSettings scanning(int port) {
    return new TlsSettings(
        "localhost:" + port,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        List.of("h2"),
        List.of(TlsVersion.values()),
        true,
        Revocation.STAPLED);
  }

  static TlsSettings upgrading(int port, StartTls protocol) {
    return new TlsSettings(
        "localhost:" + port,
        Optional.empty(),
        Optional.of(protocol),
        true,
        Optional.empty(),
        List.of(),
        List.of(TlsVersion.TLS_1_2),
        false,
        Revocation.STAPLED);
  }

  static TlsSettings online(int port) {
    return new TlsSettings(
        "localhost:" + port,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        Revocation.ONLINE);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
