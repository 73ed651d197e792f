package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

/** The doors of a host of sinks, with and without a certificate. */
class SinkDoorsTest extends HostedSinks {

  private static void soon(Sink sink, BooleanSupplier holds)
      throws InterruptedException, TimeoutException {
    CountDownLatch held = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (holds.getAsBoolean()) {
            held.countDown();
          }
        };
    sink.onChange(look);
    look.run();
    if (!held.await(5, TimeUnit.SECONDS)) {
      throw new TimeoutException("must hold within 5 s, did not");
    }
  }

  @Test
  void countsClientsThatRefuseTheCertificate() throws Exception {
    try (Sink sink = open(selfSigned("verified"))) {
      String address = sinks.address("verified", Door.SELF_SIGNED).orElseThrow();

      assertThatThrownBy(() -> post(address, "payload")).isInstanceOf(SSLException.class);
      soon(sink, () -> sink.refusals().size() == 1);

      assertThat(sink.count()).isZero();
      assertThat(sink.refusals()).hasSize(1);
    }
  }

  @Test
  void aClientThatDoesNotVerifyIsFoundOut() throws Exception {
    try (Sink sink = open(selfSigned("trusting"))) {
      HttpClient trusting = HttpClient.newBuilder().sslContext(trustingAll()).build();
      URI address = URI.create(sinks.address("trusting", Door.SELF_SIGNED).orElseThrow());

      HttpRequest request =
          HttpRequest.newBuilder(address).POST(BodyPublishers.ofString("payload")).build();
      assertThat(trusting.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);

      assertThat(sink.requests().getFirst().body()).isEqualTo("payload");
      assertThat(sink.refusals()).isEmpty();
    }
  }

  @Test
  void whoVerifiesAfterTheHandshakeAndHangsUpHasRefusedToo() throws Exception {
    try (Sink sink = open(selfSigned("afterwards"))) {
      try (Socket socket =
          trustingAll().getSocketFactory().createSocket("127.0.0.1", host.port(Door.SELF_SIGNED))) {
        ((javax.net.ssl.SSLSocket) socket).startHandshake();
      }
      soon(sink, () -> !sink.refusals().isEmpty());

      assertThat(sink.count()).isZero();
    }
  }

  @Test
  void whoOnlyKnocksHasRefusedNothing() throws Exception {
    try (Sink sink = open(selfSigned("knocked"))) {
      new Socket(InetAddress.getLoopbackAddress(), host.port(Door.SELF_SIGNED)).close();
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), host.port(Door.SELF_SIGNED))) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
        assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
      }
      assertThat(sink.refusals()).isEmpty();
    }
  }

  private static Order selfSigned(String name) {
    return new Order(name, Door.SELF_SIGNED, List.of(OK), Optional.empty(), Set.of());
  }

  @Test
  void aDoorWithACertificateNeedsOne() {
    assertThatThrownBy(
            () ->
                new SinkTerms(
                    Map.of(Door.VALID, 0),
                    "127.0.0.1",
                    "localhost",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .hasMessageContaining("vigie.runner.sink.certificate");
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    SinkTerms taken =
        new SinkTerms(
            Map.of(Door.OFF, host.port(Door.OFF)),
            "127.0.0.1",
            "localhost",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    // Vert.x shares a port among the servers of one instance; another process is another instance.
    Vertx other = Vertx.vertx();
    try {
      assertThatThrownBy(() -> SinkHost.start(other, taken, InstantSource.system()))
          .hasMessageContaining("vigie.runner.sink.port");
    } finally {
      other.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static SSLContext trustingAll() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
    return context;
  }

  /** The mistake that is looked for. */
  private static final class TrustsAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
