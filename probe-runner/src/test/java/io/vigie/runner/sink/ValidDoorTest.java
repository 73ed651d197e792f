package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.Sinks;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door with the runner's own certificate, before clients that verify. */
class ValidDoorTest {

  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder;

  private final TestAuthority authority = TestAuthority.create(CLOCK);
  private Vertx vertx;
  private SinkHost host;

  @BeforeEach
  void start() throws Exception {
    TlsIdentity identity = authority.issue("localhost");
    vertx = Vertx.vertx();
    host =
        SinkHost.start(
            vertx,
            new SinkTerms(
                Map.of(Door.VALID, 0),
                "127.0.0.1",
                "localhost",
                Optional.empty(),
                Optional.of(Files.writeString(folder.resolve("chain.pem"), identity.chainPem())),
                Optional.of(Files.writeString(folder.resolve("key.pem"), identity.keyPem())),
                Optional.empty()),
            CLOCK);
  }

  @AfterEach
  void stop() throws Exception {
    host.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private Sink open() {
    SinkAnswer answer =
        new SinkAnswer(202, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    return host.sinks()
        .open(new Order("orders", Door.VALID, List.of(answer), Optional.empty(), Set.of()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static int deliver(URI address, KeyStore trusted) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(address).POST(BodyPublishers.ofString("payload", UTF_8)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private URI address(Sinks sinks) {
    return URI.create(sinks.address("orders", Door.VALID).orElseThrow());
  }

  @Test
  void whoVerifiesAndTrustsItsAuthorityDelivers() throws Exception {
    try (Sink sink = open()) {
      assertThat(address(host.sinks()).getScheme()).isEqualTo("https");
      assertThat(deliver(address(host.sinks()), authority.trustStore())).isEqualTo(202);

      assertThat(sink.requests().getFirst().body()).isEqualTo("payload");
      assertThat(sink.refusals()).isEmpty();
    }
  }

  @Test
  void whoTrustsSomebodyElseNeverDelivers() {
    try (Sink sink = open()) {
      KeyStore others = TestAuthority.create(CLOCK).trustStore();

      assertThatThrownBy(() -> deliver(address(host.sinks()), others))
          .isInstanceOf(SSLException.class);
      assertThat(sink.count()).isZero();
    }
  }

  /** Nobody may be sent to this door by another name than its certificate has. */
  @Test
  void whoCallsItByAnotherNameNeverDelivers() {
    try (Sink sink = open()) {
      URI address = URI.create(address(host.sinks()).toString().replace("localhost", "127.0.0.1"));

      assertThatThrownBy(() -> deliver(address, authority.trustStore()))
          .isInstanceOf(SSLException.class);
      assertThat(sink.count()).isZero();
    }
  }
}
