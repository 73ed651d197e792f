package io.vigie.probe.tls;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.tls.TlsChecks.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.Observation;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.tls.Issued;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL's own responder understands our question, and we its answer: {@code -Preal}. */
@Tag("real")
class OpenSslResponderTest {

  private static final TlsChecks CHECKS = new TlsChecks();

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  private Observation observe(String entry) throws IOException, InterruptedException {
    int port = DeafPort.free();
    Issued issued = CHECKS.root.issue(server().answeredFor("http://localhost:" + port + "/"));
    String serial = issued.certificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    String even = serial.length() % 2 == 0 ? serial : "0" + serial;
    Files.writeString(folder.resolve("index.txt"), entry.formatted(even));
    Process responder = responder(port);
    try (TlsServer shown = TlsServer.start(issued.with())) {
      return CHECKS.observe(TlsChecks.online(shown.port()));
    } finally {
      responder.destroyForcibly();
      assertThat(responder.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Returns when it says that it waits for questions. */
  private Process responder(int port) throws IOException {
    Path authority = Files.writeString(folder.resolve("ca.pem"), CHECKS.root.with().chainPem());
    Path key = Files.writeString(folder.resolve("ca.key"), CHECKS.root.with().keyPem());
    Process process =
        new ProcessBuilder(
                "openssl",
                "ocsp",
                "-index",
                folder.resolve("index.txt").toString(),
                "-port",
                String.valueOf(port),
                "-ndays",
                "1",
                "-text",
                "-rsigner",
                authority.toString(),
                "-rkey",
                key.toString(),
                "-CA",
                authority.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.contains("waiting for OCSP client connections")) {
      line = said.readLine();
    }
    assertThat(line).as("openssl ocsp: must wait for questions").isNotNull();
    return process;
  }

  @Test
  void isUnderstood() throws IOException, InterruptedException {
    assertMet(
        CHECKS.probe,
        observe("V\t400101000000Z\t\t%s\tunknown\t/CN=localhost\n"),
        "verified && revocation == 'good'");
    assertThat(
            failure(observe("R\t400101000000Z\t260101000000Z\t%s\tunknown\t/CN=localhost\n"))
                .code())
        .isEqualTo("tls-revoked");
  }
}
