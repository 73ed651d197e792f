package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.embedded.Ports;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.line.RealServer;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind {@code http} against a real nginx. */
@Tag("real")
class NginxTest {

  private static final String NGINX = "/usr/sbin/nginx";
  private static final Recipe AUTHORITY = Recipe.of(InstantSource.system(), "Real authority");

  private static final Issued ROOT = Issued.bySelf(AUTHORITY.asAuthority());
  private static final TlsIdentity CLIENT =
      ROOT.issue(Recipe.of(InstantSource.system(), "client").forClients()).with();

  @TempDir private static Path folder;

  private static int clear;
  private static int secure;
  private static RealServer server;
  private static Vertx vertx;
  private static Probing probing;

  @BeforeAll
  static void start() throws IOException {
    RealServer.requireInstalled(NGINX);
    clear = Ports.free();
    secure = Ports.free();
    TlsIdentity identity =
        ROOT.issue(Recipe.of(InstantSource.system(), "localhost", "localhost")).with();
    Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    Files.writeString(folder.resolve("chain.pem"), identity.chainPem());
    Files.writeString(folder.resolve("ca.pem"), ROOT.with().chainPem());
    Files.writeString(folder.resolve("nginx.conf"), configuration());
    server =
        RealServer.start(
            folder,
            clear,
            List.of(NGINX, "-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString()));
    vertx = Vertx.vertx();
    probing = new Probing(vertx, new HttpProbe());
  }

  private static String configuration() {
    return """
    daemon off; master_process off; pid nginx.pid; error_log error.log;
    events {}
    http {
      access_log off; client_body_temp_path body; proxy_temp_path proxy;
      fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      gzip on; gzip_min_length 1; gzip_types application/json;
      server {
        listen 127.0.0.1:CLEAR default_server;
        return 400;
      }
      server {
        listen 127.0.0.1:CLEAR;
        server_name localhost;
        client_max_body_size 1k;
        add_header x-frame-options DENY always;
        add_header content-security-policy "default-src 'self'" always;
        location = /health { default_type application/json; return 200 '{"state":"up"}'; }
        location = /wrong { default_type text/html; return 200 '<html>'; }
        location = /twice { add_header x-frame-options DENY; add_header x-frame-options DENY;
          return 200; }
        location = /upload { proxy_pass http://127.0.0.1:CLEAR/health; }
        location = /reset { return 444; }
      }
      server {
        listen 127.0.0.1:SECURE ssl http2;
        ssl_certificate chain.pem; ssl_certificate_key key.pem;
        ssl_client_certificate ca.pem; ssl_verify_client on;
        location / { return 200 $ssl_client_s_dn; }
      }
    }
    """
        .replace("CLEAR", String.valueOf(clear))
        .replace("SECURE", String.valueOf(secure));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Observation observe(String path, Map<String, String> headers) {
    return probing.observe(
        Probing.sending("http://localhost:" + clear + path, "GET", headers, null));
  }

  @Test
  void aHealthyOnePasses() {
    assertThat(
            judged(
                seen(observe("/health", Map.of())),
                "status == 200 && json.state == 'up' && contentType == 'application/json'",
                "xFrameOptions == 'deny' && 'x-frame-options' in headersOnce",
                "!csp.allowsInlineScript && csp.policies == 1"))
        .isEmpty();
  }

  @Test
  void acceptsACompressedAnswer() {
    assertThat(
            judged(
                seen(observe("/health", Map.of("accept-encoding", "gzip"))),
                "headers['content-encoding'] == 'gzip' && json.state == 'up'"))
        .isEmpty();
  }

  @Test
  void aPageIsNoHealthAnswer() {
    assertThat(judged(seen(observe("/wrong", Map.of())), "json.state == 'up'"))
        .singleElement()
        .asString()
        .contains("the answer is text/html, not JSON");
  }

  @Test
  void aHeaderThatCameTwiceDidNotComeOnce() {
    assertThat(
            judged(
                seen(observe("/twice", Map.of())),
                "headerCounts['x-frame-options'] == 2 && !('x-frame-options' in headersOnce)"))
        .isEmpty();
  }

  @Test
  void anotherHostIsRefused() {
    assertThat(judged(seen(observe("/health", Map.of("host", "evil.example"))), "status == 400"))
        .isEmpty();
  }

  @Test
  void aConnectionThatIsClosedWithoutAnAnswerSaysSo() {
    assertThat(failure(observe("/reset", Map.of())).code()).isEqualTo("connection-closed");
  }

  private static Observation secured(HttpTls tls) {
    TestContext context =
        probing
            .context()
            .secret("CA", ROOT.with().chainPem())
            .secret("CERT", CLIENT.chainPem())
            .secret("KEY", CLIENT.keyPem());
    HttpSettings settings =
        new HttpSettings(
            "https://localhost:" + secure + "/",
            "GET",
            Map.of(),
            Optional.empty(),
            Redirects.FOLLOW,
            Protocol.ANY,
            1000,
            tls);
    return probing.observe(settings, context);
  }

  @Test
  void showsItsCertificateToWhomItTrusts() {
    Observation observation =
        secured(
            new HttpTls(
                true,
                Optional.of("${secret:CA}"),
                Optional.of("${secret:CERT}"),
                Optional.of("${secret:KEY}")));

    assertThat(
            judged(
                seen(observation),
                "status == 200 && tls.verified && protocol == 'h2' && body.contains('client')"))
        .isEmpty();
  }

  @Test
  void withoutItsCertificateItIsTurnedAway() {
    Observation observation =
        secured(new HttpTls(true, Optional.of("${secret:CA}"), Optional.empty(), Optional.empty()));

    assertThat(judged(seen(observation), "status == 400")).isEmpty();
  }

  @Test
  void withoutTheAuthorityItTrustsNobody() {
    assertThat(failure(secured(HttpTls.DEFAULT)).code()).isEqualTo("tls-untrusted");
  }
}
