package io.vigie.probe.ratelimit;

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

/** With the limiter that most documents speak of: {@code rate=10r/s}, {@code burst=20 nodelay}. */
@Tag("real")
class RealNginxLimitTest {

  private static final String SERVER = "/usr/sbin/nginx";
  private static final RateLimitProbe PROBE = new RateLimitProbe();
  private static final int PORT = Ports.free();
  private static final List<Integer> USUAL = List.of(429, 503);

  @TempDir static Path folder;

  private static RealServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() throws Exception {
    RealServer.requireInstalled(SERVER);
    Files.writeString(folder.resolve("ok.txt"), "ok");
    Path settings = folder.resolve("nginx.conf");
    Files.writeString(settings, settings());
    server =
        RealServer.start(
            folder, PORT, List.of(SERVER, "-p", folder.toString(), "-c", settings.toString()));
    vertx = Vertx.vertx();
  }

  /** Each place with a zone of its own; without master, so that it may read the folder. */
  private static String settings() {
    StringBuilder zones = new StringBuilder();
    StringBuilder places = new StringBuilder();
    for (String place : List.of("few", "burst", "all", "recovers")) {
      zones.append("limit_req_zone $binary_remote_addr zone=%s:1m rate=10r/s;\n".formatted(place));
      places.append(place(place, place, "burst=20 nodelay", ""));
    }
    zones.append("limit_req_zone $binary_remote_addr zone=login:1m rate=5r/m;\n");
    places.append(place("login", "login", "burst=3 nodelay", "limit_req_status 429;"));
    return """
    daemon off; master_process off; pid nginx.pid; error_log stderr;
    events { worker_connections 256; }
    http {
      access_log off;
      client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast;
      uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      %s server { listen 127.0.0.1:%d;
      %s }
    }
    """
        .formatted(zones, PORT, places);
  }

  private static String place(String name, String zone, String burst, String more) {
    return "location = /%s { limit_req zone=%s %s; %s alias %s/ok.txt; }\n"
        .formatted(name, zone, burst, more, folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Observation observe(
      String place,
      int requests,
      int concurrency,
      List<Integer> refusals,
      int least,
      int most,
      Optional<Duration> recovery) {
    RateLimitSettings settings =
        new RateLimitSettings(
            "http://localhost:" + PORT + "/" + place,
            "GET",
            Map.of(),
            Optional.empty(),
            requests,
            concurrency,
            Duration.ZERO,
            refusals,
            false,
            least,
            Optional.of(most),
            recovery,
            Duration.ofSeconds(5),
            true,
            Optional.empty());
    return new TestContext(vertx, Duration.ofSeconds(20)).observe(PROBE, settings);
  }

  @Test
  void fifteenOneAfterTheOtherNeverTripIt() {
    assertThat(failure(observe("few", 15, 1, USUAL, 1, 14, Optional.empty())).code())
        .isEqualTo("no-refusal");
  }

  @Test
  void aHundredTenAtATimeDo() {
    assertMet(
        PROBE,
        observe("burst", 100, 10, USUAL, 21, 99, Optional.empty()),
        "passed >= 21 && refused >= 1 && failed == 0 && byStatus['503'] == refused");
  }

  @Test
  void whoWaitsFor429WaitsInVain() {
    Observation observation = observe("all", 40, 40, List.of(429), 1, 39, Optional.empty());

    assertThat(failure(observation).code()).isEqualTo("no-refusal");
    assertThat(failure(observation).summary()).contains("503: ");
  }

  @Test
  void itRecovers() {
    assertMet(
        PROBE,
        observe("recovers", 40, 40, USUAL, 21, 39, Optional.of(Duration.ofSeconds(3))),
        "recoveredAfter <= seconds(3) && passed >= 21");
  }

  @Test
  void fiveAMinuteDoesNotRecoverSoSoon() {
    assertThat(
            failure(observe("login", 10, 10, USUAL, 4, 5, Optional.of(Duration.ofSeconds(1))))
                .code())
        .isEqualTo("not-recovered");
  }
}
