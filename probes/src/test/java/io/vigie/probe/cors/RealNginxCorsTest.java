package io.vigie.probe.cors;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.embedded.Ports;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.line.RealServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With nginx and the rules that one finds in its configurations. */
@Tag("real")
class RealNginxCorsTest {

  private static final String SERVER = "/usr/sbin/nginx";
  private static final CorsProbe PROBE = new CorsProbe();
  private static final int PORT = Ports.free();
  private static final String APP = "https://app.example.com";

  @TempDir static Path folder;

  private static RealServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    RealServer.requireInstalled(SERVER);
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(
        settings,
        """
        daemon off; master_process off; pid nginx.pid; error_log stderr;
        events {}
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          map $http_origin $exact { default ""; "https://app.example.com" $http_origin; }
          map $http_origin $loose { default ""; "~app.example.com" $http_origin; }
          server { listen 127.0.0.1:%d;
        """
                .formatted(PORT)
            + place(
                "right", "Access-Control-Allow-Origin $exact always; add_header Vary Origin always")
            + place("loose", "Access-Control-Allow-Origin $loose always")
            + place("reflects", "Access-Control-Allow-Origin $http_origin always")
            + place("wildcard", "Access-Control-Allow-Origin *")
            + place(
                "twice",
                "Access-Control-Allow-Origin $exact always; "
                    + "add_header Access-Control-Allow-Origin $exact always")
            + "} }\n");
    server =
        RealServer.start(
            folder, PORT, List.of(SERVER, "-p", folder.toString(), "-c", settings.toString()));
    vertx = Vertx.vertx();
  }

  private static String place(String name, String header) {
    return "location = /%s { add_header %s; return 200 ok; }\n".formatted(name, header);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Observation observe(String place) {
    CorsSettings settings =
        new CorsSettings(
            "http://localhost:" + PORT + "/" + place,
            List.of(APP),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Map.of(),
            Duration.ZERO,
            true,
            Optional.empty());
    return new TestContext(vertx, Duration.ofSeconds(20)).observe(PROBE, settings);
  }

  @Test
  void anExactMapPasses() {
    assertMet(PROBE, observe("right"), "allowedOrigins == ['" + APP + "'] && !varyMissing");
  }

  @ParameterizedTest
  @CsvSource({
    "loose, lookalike-origin-allowed",
    "reflects, foreign-origin-allowed",
    "wildcard, any-origin-allowed",
    "twice, allow-origin-invalid",
    "nowhere, allowed-origin-refused"
  })
  void eachMistakeHasItsCode(String place, String code) {
    assertThat(failure(observe(place)).code()).isEqualTo(code);
  }
}
