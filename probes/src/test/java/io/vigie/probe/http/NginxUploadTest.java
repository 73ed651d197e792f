package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.embedded.Ports;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.RealServer;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files for the nginx of the distribution, which bounds them: {@code -Preal}. */
@Tag("real")
class NginxUploadTest {

  private static final String NGINX = "/usr/sbin/nginx";
  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());

  @TempDir private static Path folder;

  private static int clear;
  private static int secure;
  private static RealServer server;
  private static Looking looking;

  @BeforeAll
  static void start() throws IOException {
    RealServer.requireInstalled(NGINX);
    clear = Ports.free();
    secure = Ports.free();
    TlsIdentity identity = AUTHORITY.issue("localhost");
    Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    Files.writeString(folder.resolve("chain.pem"), identity.chainPem());
    Files.writeString(folder.resolve("nginx.conf"), configuration());
    server =
        RealServer.start(
            folder,
            clear,
            List.of(NGINX, "-p", folder.toString(), "-c", folder.resolve("nginx.conf").toString()));
    looking = new Looking();
  }

  private static String configuration() {
    return """
    daemon off; master_process off; pid nginx.pid; error_log error.log;
    events {}
    http {
      access_log off; client_body_temp_path body; proxy_temp_path proxy;
      fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      server {
        listen 127.0.0.1:CLEAR;
        listen 127.0.0.1:SECURE ssl http2;
        server_name localhost;
        ssl_certificate chain.pem; ssl_certificate_key key.pem;
        client_max_body_size 100m;
        location = /up { proxy_pass http://127.0.0.1:CLEAR/taken; }
        location = /taken { return 201 "$content_length"; }
      }
    }
    """
        .replace("CLEAR", String.valueOf(clear))
        .replace("SECURE", String.valueOf(secure));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
      looking.close();
    }
  }

  private static List<Unmet> unmet(String url, String protocol, String size, String... expected) {
    String settings =
        "{url: '%s', method: POST, protocol: %s, upload: %s, tls: {ca: '${secret:CA}'}}"
            .formatted(url, protocol, size);
    return judged(
        seen(looking.at(new HttpProbe(), settings, Map.of("CA", AUTHORITY.pem()))), expected);
  }

  private static String at(boolean tls) {
    return tls ? "https://localhost:" + secure + "/up" : "http://localhost:" + clear + "/up";
  }

  @ParameterizedTest
  @CsvSource({"false, http/1.1", "true, http/1.1", "true, h2"})
  void takesWhatIsBelowItsBound(boolean tls, String protocol) {
    assertThat(
            unmet(
                at(tls),
                protocol,
                "20 MB",
                "status == 201 && upload.complete && upload.bytes > 20000000",
                "body == string(upload.bytes)"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false, http/1.1", "true, http/1.1", "true, h2"})
  void refusesWhatIsAboveAndThatIsAStatus(boolean tls, String protocol) {
    assertThat(unmet(at(tls), protocol, "101 MiB", "status == 413 && !upload.complete")).isEmpty();
  }

  /** A hundred million bytes are less than nginx's 100m. */
  @Test
  void aMegabyteIsNotAMebibyte() {
    assertThat(unmet(at(false), "any", "{size: 101 MB, content: zeroes}", "status == 201"))
        .isEmpty();
  }
}
