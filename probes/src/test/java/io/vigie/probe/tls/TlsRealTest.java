package io.vigie.probe.tls;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.tls.TlsChecks.CLOCK;
import static io.vigie.probe.tls.TlsChecks.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.Observation;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same against OpenSSL's server, which must be installed: {@code -Preal}. */
@Tag("real")
class TlsRealTest {

  private static final TlsChecks CHECKS = new TlsChecks();

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  /** {@code openssl s_server} with further options. */
  private final class Server implements AutoCloseable {
    private final int port = DeafPort.free();
    private final Process process;

    Server(TlsIdentity identity, String... options) throws IOException {
      Path chain = Files.writeString(folder.resolve(port + ".pem"), identity.chainPem());
      Path key = Files.writeString(folder.resolve(port + ".key"), identity.keyPem());
      List<String> command =
          new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:" + port, "-quiet"));
      command.addAll(List.of("-cert", chain.toString(), "-key", key.toString()));
      command.addAll(List.of("-cert_chain", chain.toString()));
      command.addAll(List.of(options));
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(port + ".log").toFile())
              .start();
      awaitListening();
    }

    private void awaitListening() {
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!listens()) {
        assertThat(System.nanoTime()).as("openssl s_server: must listen").isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }

    private boolean listens() {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
      assertThat(exited()).isTrue();
    }

    private boolean exited() {
      try {
        return process.waitFor(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Test
  void findsOldVersionsAndWeakSuites() throws IOException {
    TlsIdentity rsa = CHECKS.root.issue(server().rsa(2048)).with();
    try (Server server = new Server(rsa, "-cipher", "ALL:eNULL:aNULL:@SECLEVEL=0", "-alpn", "h2")) {
      Observation observation = CHECKS.observe(TlsChecks.scanning(server.port));

      assertMet(
          CHECKS.probe,
          observation,
          "accepted == ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] && version == 'TLSv1.3'",
          "'TLS_RSA_WITH_NULL_SHA' in weakCiphers && 'TLS_RSA_WITH_NULL_SHA256' in weakCiphers",
          "weakCiphers.exists(c, c.contains('_anon_'))",
          "'TLS_RSA_WITH_AES_128_CBC_SHA' in ciphers && 'TLS_AES_128_GCM_SHA256' in ciphers",
          "'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384' in ciphers");
    }
  }

  @Test
  void seesEachVersionAlone() throws IOException {
    TlsIdentity rsa = CHECKS.root.issue(server().rsa(2048)).with();
    for (String[] each :
        new String[][] {
          {"-tls1", "TLSv1"}, {"-tls1_1", "TLSv1.1"}, {"-tls1_2", "TLSv1.2"}, {"-tls1_3", "TLSv1.3"}
        }) {
      try (Server server = new Server(rsa, each[0], "-cipher", "DEFAULT:@SECLEVEL=0")) {
        assertMet(
            CHECKS.probe,
            CHECKS.observe(server.port),
            "version == '" + each[1] + "' && accepted == ['" + each[1] + "']",
            "refused.size() == 3 && verified");
      }
    }
  }

  @Test
  void acceptsTheUsualServer() throws IOException {
    try (Server server =
        new Server(CHECKS.root.issue(server()).with(), "-cipher", "ECDHE+AESGCM")) {
      Observation observation = CHECKS.observe(TlsChecks.scanning(server.port));

      assertMet(
          CHECKS.probe,
          observation,
          "accepted == ['TLSv1.2', 'TLSv1.3'] && weakCiphers == [] && alpn == ''",
          "ciphers == ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',"
              + " 'TLS_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',"
              + " 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256']"
              + " || ciphers.size() == 5");
    }
  }

  @Test
  void judgesWhatIsStapled() throws IOException {
    Issued issued = CHECKS.root.issue(server());
    Path good = folder.resolve("good.der");
    Path revoked = folder.resolve("revoked.der");
    Files.write(good, CHECKS.root.ocspResponse(issued, false, CLOCK.instant()));
    Files.write(revoked, CHECKS.root.ocspResponse(issued, true, CLOCK.instant()));
    try (Server server = new Server(issued.with(), "-status_file", good.toString());
        Server other = new Server(issued.with(), "-status_file", revoked.toString())) {
      assertMet(CHECKS.probe, CHECKS.observe(server.port), "revocation == 'good' && ocspStapled");
      assertThat(failure(CHECKS.observe(other.port)).code()).isEqualTo("tls-revoked");
    }
  }

  @Test
  void namesDefects() throws IOException {
    Issued weak = CHECKS.root.issue(server().rsa(1024));
    try (Server server = new Server(weak.with(), "-cipher", "DEFAULT:@SECLEVEL=0");
        Server own = new Server(Issued.bySelf(server()).with())) {
      assertThat(failure(CHECKS.observe(server.port)).code()).isEqualTo("tls-weak-key");
      assertThat(failure(CHECKS.observe(own.port)).code()).isEqualTo("tls-self-signed");
    }
  }
}
