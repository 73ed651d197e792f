package io.vigie.runner.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.embedded.Ports;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ours beside the distribution's blackbox_exporter (0.23), before the same nginx. */
@Tag("real")
class BlackboxExporterTest {

  private static final String NGINX = "/usr/sbin/nginx";
  private static final String EXPORTER = "/usr/bin/prometheus-blackbox-exporter";
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

  /** What newer exporters than the distribution's have, and ours. */
  private static final Set<String> NEWER = Set.of("probe_tls_cipher_info");

  @TempDir static Path folder;

  private static final List<Process> PROCESSES = new ArrayList<>();
  private static int plain;
  private static int secure;
  private static int exporter;
  private static Vertx vertx;
  private static OnDemand ours;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Files.isExecutable(Path.of(NGINX)) && Files.isExecutable(Path.of(EXPORTER)));
    plain = Ports.free();
    secure = Ports.free();
    exporter = Ports.free();
    startNginx();
    startExporter();
    vertx = Vertx.vertx();
    ours =
        new OnDemand(
            Module.builtIn(
                Map.of(
                    "http_insecure",
                    new Module("http", "{\"tls\":{\"verify\":false}}", "url", List.of()))),
            new Surroundings(
                vertx,
                new GuardedResolver(
                    _ -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
                    TargetGuard.allowing(List.of("loopback"))),
                SecretResolver.ofThisProcess(Optional.empty()),
                ClockProducer.system()),
            5);
  }

  private static void startNginx() throws IOException {
    TlsIdentity identity = TestAuthority.create(ClockProducer.system()).issue("localhost");
    Files.writeString(folder.resolve("cert.pem"), identity.chainPem());
    Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    Files.writeString(folder.resolve("index.html"), "<html>hello</html>");
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(
        settings,
        """
        daemon off; user root root; pid %1$s/pid; error_log %1$s/error.log;
        events {}
        http {
          access_log off; client_body_temp_path %1$s/b; proxy_temp_path %1$s/p;
          fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          server {
            listen 127.0.0.1:%2$d;
            listen 127.0.0.1:%3$d ssl;
            ssl_certificate %1$s/cert.pem; ssl_certificate_key %1$s/key.pem;
            root %1$s;
          }
        }
        """
            .formatted(folder, plain, secure));
    run(plain, NGINX, "-c", settings.toString(), "-p", folder.toString());
  }

  private static void startExporter() throws IOException {
    Path settings = folder.resolve("blackbox.yml");
    Files.writeString(
        settings,
        """
        modules:
          http_2xx: { prober: http, http: { preferred_ip_protocol: ip4 } }
          http_insecure: { prober: http, http: { preferred_ip_protocol: ip4, tls_config: { insecure_skip_verify: true } } }
          tcp_connect: { prober: tcp, tcp: { preferred_ip_protocol: ip4 } }
        """);
    run(
        exporter,
        EXPORTER,
        "--config.file=" + settings,
        "--web.listen-address=127.0.0.1:" + exporter);
  }

  private static void run(int port, String... command) throws IOException {
    PROCESSES.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("process-" + port + ".log").toFile())
            .start());
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!listens(port)) {
      assertThat(System.nanoTime()).as(command[0] + " listens").isLessThan(end);
      var _ =
          new CompletableFuture<Void>().completeOnTimeout(null, 50, TimeUnit.MILLISECONDS).join();
    }
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() {
    PROCESSES.forEach(Process::destroy);
    if (vertx != null) {
      ours.close();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void aPageHasTheSameSeries() throws Exception {
    assertSame("http_2xx", "http://127.0.0.1:" + plain + "/");
  }

  @Test
  void aPageOverTlsHasTheSameSeries() throws Exception {
    assertSame("http_insecure", "https://127.0.0.1:" + secure + "/");
  }

  @Test
  void aPortHasTheSameSeries() throws Exception {
    assertSame("tcp_connect", "127.0.0.1:" + plain);
  }

  @Test
  void aPageThatIsNotThereHasTheSameSeriesAndTheSameStatus() throws Exception {
    assertSame("http_2xx", "http://127.0.0.1:" + plain + "/nothing");
  }

  private static void assertSame(String module, String target) throws Exception {
    String theirs = theirs(module, target);
    String mine = mine(module, target);
    Map<String, String> names = series(mine);
    NEWER.forEach(names::remove);

    assertThat(names).isEqualTo(series(theirs));
    for (String equal :
        List.of(
            "probe_success",
            "probe_http_status_code",
            "probe_http_content_length",
            "probe_http_uncompressed_body_length",
            "probe_http_redirects",
            "probe_http_ssl",
            "probe_ip_protocol",
            "probe_ip_addr_hash",
            "probe_ssl_earliest_cert_expiry",
            "probe_http_last_modified_timestamp_seconds")) {
      assertThat(value(mine, equal)).as(equal).isEqualTo(value(theirs, equal));
    }
    assertThat(fingerprint(mine)).isEqualTo(fingerprint(theirs));
  }

  private static Map<String, String> series(String page) {
    Map<String, String> types = new TreeMap<>();
    TYPE.matcher(page).results().forEach(found -> types.put(found.group(1), found.group(2)));
    return types;
  }

  private static Optional<Double> value(String page, String series) {
    return Pattern.compile("(?m)^" + series + " (\\S+)$")
        .matcher(page)
        .results()
        .map(found -> Double.valueOf(found.group(1)))
        .findFirst();
  }

  private static Optional<String> fingerprint(String page) {
    return Pattern.compile("fingerprint_sha256=\"([^\"]+)\"")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .findFirst();
  }

  private static String mine(String module, String target) throws Exception {
    OnDemand.Answer answer =
        ours.probe(ours.module(module).orElseThrow(), target, Duration.ofSeconds(5))
            .orElseThrow()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    assertThat(answer.outcome() instanceof Passed || target.endsWith("nothing"))
        .as(answer.outcome().summary())
        .isTrue();
    return ProbePage.of(answer.gauges());
  }

  private static String theirs(String module, String target) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:"
                              + exporter
                              + "/probe?module="
                              + module
                              + "&target="
                              + target))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
