package io.vigie.probe.scenario;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of the real size to the nginx of the distribution. */
@Tag("real")
class NginxScenarioTest {

  private static final String NGINX = "/usr/sbin/nginx";
  private static final int PORT = Ports.free();
  private static final int BELOW = 99 << 20;
  private static final int ABOVE = 101 << 20;

  @TempDir static Path folder;

  private static Vertx vertx;
  private static RealServer server;

  @BeforeAll
  static void start() throws Exception {
    RealServer.requireInstalled(NGINX);
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path %1$s/body; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
          uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
          server {
            listen 127.0.0.1:%2$d;
            client_max_body_size 100M;
            location / { return 201; }
          }
        }
        """
            .formatted(folder, PORT));
    vertx = Vertx.vertx();
    server = RealServer.start(folder, PORT, List.of(NGINX, "-c", file.toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Observation upload(int bytes, String expected) {
    String yaml =
        """
        scenario:
          url: "http://localhost:${port}"
          steps:
            - post: /
              multipart: { scan: { file: scan.pdf, type: application/pdf, bytes: %d } }
              expect: ["%s"]
        """
            .formatted(bytes, expected);
    TestContext context = new TestContext(vertx, Duration.ofSeconds(30));
    return Play.play(context, Play.settings(yaml, PORT));
  }

  @Test
  void anUploadBelowTheLimitIsTakenAndOneAboveIsNot() {
    assertThat(upload(BELOW, "status == 201")).isInstanceOf(Observation.Seen.class);
    assertThat(upload(ABOVE, "status == 413")).isInstanceOf(Observation.Seen.class);
  }

  @Test
  void aLimitThatIsMissedIsTold() {
    assertThat(failure(upload(ABOVE, "status == 201")).summary()).contains("status was 413");
  }
}
