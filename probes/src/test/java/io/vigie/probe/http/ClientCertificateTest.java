package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.blind;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslProvider;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that wants to know who asks, with both versions of TLS and both providers. */
class ClientCertificateTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Issued ROOT = Issued.bySelf(Recipe.of(CLOCK, "Root").asAuthority());
  private static final Issued OTHER = Issued.bySelf(Recipe.of(CLOCK, "Other").asAuthority());
  private static final TlsIdentity SERVER =
      ROOT.issue(Recipe.of(CLOCK, "localhost", "localhost")).with();

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static TlsIdentity client(Issued authority) {
    return authority.issue(Recipe.of(CLOCK, "client").forClients()).with();
  }

  private static SSLServerSocket server(String version) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "server",
        SERVER.key(),
        new char[0],
        SERVER.chain().toArray(new java.security.cert.X509Certificate[0]));
    SSLContext context = context(keys);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setEnabledProtocols(new String[] {version});
    socket.setNeedClientAuth(true);
    Thread.ofVirtual().start(() -> serve(socket));
    return socket;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory identity =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    identity.init(keys, new char[0]);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(ROOT.trustStore());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void serve(SSLServerSocket socket) {
    while (!socket.isClosed()) {
      try (SSLSocket accepted = (SSLSocket) socket.accept()) {
        accepted.getInputStream().read();
        accepted
            .getOutputStream()
            .write("HTTP/1.0 200 OK\r\n\r\nwelcome".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // The next one may do better.
      }
    }
  }

  private static Observation observe(SSLServerSocket server, SslProvider provider, HttpTls tls) {
    TlsIdentity known = client(ROOT);
    TlsIdentity unknown = client(OTHER);
    TestContext context =
        new TestContext(vertx, Probing.PATIENT)
            .secret("KNOWN", known.chainPem())
            .secret("KNOWN_KEY", known.keyPem())
            .secret("UNKNOWN", unknown.chainPem())
            .secret("UNKNOWN_KEY", unknown.keyPem());
    HttpSettings settings =
        new HttpSettings(
            "https://localhost:" + server.getLocalPort() + "/",
            "GET",
            Map.of(),
            Optional.empty(),
            Redirects.FOLLOW,
            Protocol.HTTP_1_1,
            1000,
            tls);
    return context.observe(new HttpProbe(new TlsContexts(ROOT.trustStore(), provider)), settings);
  }

  private static HttpTls showing(String secret) {
    return new HttpTls(
        true,
        Optional.empty(),
        Optional.of("${secret:" + secret + "}"),
        Optional.of("${secret:" + secret + "_KEY}"));
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, OPENSSL", "TLSv1.2, JDK", "TLSv1.3, OPENSSL", "TLSv1.3, JDK"})
  void letsInWhomItKnows(String version, SslProvider provider) throws Exception {
    try (SSLServerSocket server = server(version)) {
      assertThat(judged(seen(observe(server, provider, showing("KNOWN"))), "body == 'welcome'"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, OPENSSL", "TLSv1.3, OPENSSL", "TLSv1.3, JDK"})
  void turnsAwayWhoShowsNothing(String version, SslProvider provider) throws Exception {
    try (SSLServerSocket server = server(version)) {
      Failure failure = failure(observe(server, provider, HttpTls.DEFAULT));

      assertThat(failure.code()).isEqualTo("tls-client-certificate-refused");
    }
  }

  @Test
  void aServerThatAsksAndBreaksOffTheHandshakeWithoutAWordHasRefused() throws Exception {
    try (SSLServerSocket server = server("TLSv1.2")) {
      assertThat(failure(observe(server, SslProvider.OPENSSL, HttpTls.DEFAULT)).summary())
          .startsWith("the server demands a certificate of the client, was shown none");
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, OPENSSL", "TLSv1.3, OPENSSL", "TLSv1.3, JDK"})
  void turnsAwayWhomItDoesNotKnow(String version, SslProvider provider) throws Exception {
    try (SSLServerSocket server = server(version)) {
      Observation observation = observe(server, provider, showing("UNKNOWN"));

      assertThat(failure(observation).code()).isEqualTo("tls-client-certificate-refused");
    }
  }

  @Test
  void aKeyThatIsNoneIsOurOwnTroubleAndIsNotTold() throws Exception {
    try (SSLServerSocket server = server("TLSv1.3")) {
      TestContext context =
          new TestContext(vertx, Probing.PATIENT)
              .secret("BAD", "c4nary")
              .secret("BAD_KEY", "c4nary");
      HttpSettings settings =
          new HttpSettings(
              "https://localhost:" + server.getLocalPort() + "/",
              "GET",
              Map.of(),
              Optional.empty(),
              Redirects.FOLLOW,
              Protocol.ANY,
              1000,
              showing("BAD"));

      Observation observation = context.observe(new HttpProbe(), settings);

      assertThat(blind(observation).code()).isEqualTo("secret-malformed");
      assertThat(observation.toString()).doesNotContain("c4nary");
    }
  }
}
