package io.vigie.probe.http;

import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.embedded.Ports;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.probe.line.RealServer;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL's server, which wants to know who asks: {@code -Preal}. */
@Tag("real")
class OpenSslClientCertificateTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final Issued ROOT = Issued.bySelf(Recipe.of(CLOCK, "Root").asAuthority());
  private static final Issued OTHER = Issued.bySelf(Recipe.of(CLOCK, "Other").asAuthority());

  private static Looking looking;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    RealServer.requireInstalled("/usr/bin/openssl");
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  private RealServer server(int port, String version) throws IOException {
    TlsIdentity server = ROOT.issue(Recipe.of(CLOCK, "localhost", "localhost")).with();
    Files.writeString(folder.resolve("chain.pem"), server.chainPem());
    Files.writeString(folder.resolve("key.pem"), server.keyPem());
    Files.writeString(folder.resolve("ca.pem"), ca());
    return RealServer.start(
        folder,
        port,
        List.of(
            "/usr/bin/openssl",
            "s_server",
            "-accept",
            "127.0.0.1:" + port,
            "-cert",
            "chain.pem",
            "-key",
            "key.pem",
            "-CAfile",
            "ca.pem",
            "-Verify",
            "2",
            "-verify_return_error",
            "-www",
            version));
  }

  private static String ca() {
    return new TlsIdentity(null, List.of(ROOT.certificate())).chainPem();
  }

  private static Observation look(int port, String more, Issued authority) {
    TlsIdentity client = authority.issue(Recipe.of(CLOCK, "client").forClients()).with();
    return looking.at(
        new HttpProbe(),
        "{url: 'https://localhost:%d/', tls: {ca: '${secret:CA}'%s}}".formatted(port, more),
        Map.of("CA", ca(), "CERTIFICATE", client.chainPem(), "KEY", client.keyPem()));
  }

  private static final String SHOWN =
      ", certificate: '${secret:CERTIFICATE}', key: '${secret:KEY}'";

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void letsInWhomItKnows(String version) throws Exception {
    int port = Ports.free();
    try (RealServer _ = server(port, version)) {
      assertThat(judged(seen(look(port, SHOWN, ROOT)), "status == 200")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void turnsAwayWhoShowsNothing(String version) throws Exception {
    int port = Ports.free();
    try (RealServer _ = server(port, version)) {
      assertThat(failure(look(port, "", ROOT)).code()).isEqualTo("tls-client-certificate-refused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void turnsAwayWhomItDoesNotKnow(String version) throws Exception {
    int port = Ports.free();
    try (RealServer _ = server(port, version)) {
      Failure failure = failure(look(port, SHOWN, OTHER));

      assertThat(failure.code()).as(failure.summary()).isEqualTo("tls-client-certificate-refused");
    }
  }
}
