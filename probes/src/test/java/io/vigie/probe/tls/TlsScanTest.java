package io.vigie.probe.tls;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.judgedByDefault;
import static io.vigie.probe.tls.TlsChecks.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a server would accept besides what was agreed on. */
class TlsScanTest {

  private static final int TRIPLE_DES = 0x000a;
  private static final TlsChecks CHECKS = new TlsChecks();
  private static final TlsIdentity EC = CHECKS.root.issue(server()).with();
  private static final TlsIdentity RSA = CHECKS.root.issue(server().rsa(2048)).with();

  @AfterAll
  static void stop() {
    CHECKS.close();
  }

  @Test
  void findsOldVersions() {
    try (TlsServer server = TlsServer.speaking(RSA, "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")) {
      Observation observation = CHECKS.observe(server.port());

      assertMet(
          CHECKS.probe,
          observation,
          "version == 'TLSv1.3' && refused == []",
          "accepted == ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']");
      assertThat(judgedByDefault(CHECKS.probe, TlsChecks.of(server.port()), observation))
          .extracting(Unmet::expression)
          .containsExactly("!(\"TLSv1\" in accepted)", "!(\"TLSv1.1\" in accepted)");
    }
  }

  @Test
  void seesAServerThatSpeaksNothingNewer() {
    try (TlsServer oldest = TlsServer.speaking(RSA, "TLSv1");
        TlsServer old = TlsServer.speaking(RSA, "TLSv1.1")) {
      assertMet(
          CHECKS.probe,
          CHECKS.observe(oldest.port()),
          "version == 'TLSv1' && accepted == ['TLSv1'] && verified");
      assertMet(
          CHECKS.probe,
          CHECKS.observe(old.port()),
          "version == 'TLSv1.1' && accepted == ['TLSv1.1']");
    }
  }

  @Test
  void seesAServerThatSpeaksNothingOlder() {
    try (TlsServer server = TlsServer.speaking(EC, "TLSv1.3")) {
      assertMet(
          CHECKS.probe,
          CHECKS.observe(TlsChecks.scanning(server.port())),
          "accepted == ['TLSv1.3'] && refused == ['TLSv1', 'TLSv1.1', 'TLSv1.2']",
          "weakCiphers == []",
          "ciphers.all(c, c in ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384',"
              + " 'TLS_CHACHA20_POLY1305_SHA256']) && ciphers.size() == 3");
    }
  }

  @Test
  void findsEverySuite() {
    List<String> suites =
        List.of(
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");
    try (TlsServer server = TlsServer.with(RSA, suites, "TLSv1.2")) {
      Observation observation = CHECKS.observe(TlsChecks.scanning(server.port()));

      assertMet(
          CHECKS.probe,
          observation,
          "ciphers.size() == 3 && 'TLS_RSA_WITH_AES_128_CBC_SHA' in ciphers",
          "'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA' in ciphers",
          "ciphers.exists(c, c.startsWith('TLS_RSA_'))",
          "weakCiphers == []");
      assertThat(server.connections())
          .as("a handshake, four versions, one weak, three suites and the end of them")
          .isEqualTo(1 + 4 + 1 + 4);
    }
  }

  /** What no library speaks any more is answered by hand; the rest goes to a good server. */
  private static RawTarget acceptingWeakSuites(TlsServer good) {
    return RawTarget.start(
        connection -> {
          byte[] head = connection.socket().getInputStream().readNBytes(5);
          byte[] hello =
              connection
                  .socket()
                  .getInputStream()
                  .readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff));
          List<Integer> offered = offered(hello);
          if (offered.contains(0xc02f) || offered.contains(0x1301)) {
            relay(connection, head, hello, good.port());
          } else if (offered.contains(TRIPLE_DES)) {
            connection.send(
                "\u0016\u0003\u0003\0*\u0002\0\0&\u0003\u0003" + "r".repeat(32) + "\0\0\n\0");
          } else {
            connection.send("\u0015\u0003\u0003\0\u0002\u0002(");
          }
        });
  }

  private static List<Integer> offered(byte[] hello) {
    ByteBuffer in = ByteBuffer.wrap(hello).position(4 + 2 + 32);
    in.position(in.position() + 1 + in.get(in.position()));
    int count = in.getShort() / 2;
    return IntStream.range(0, count).mapToObj(_ -> in.getShort() & 0xffff).toList();
  }

  private static void relay(Behaviour.Connection from, byte[] head, byte[] hello, int port)
      throws IOException {
    try (Socket to = new Socket(InetAddress.getLoopbackAddress(), port)) {
      to.getOutputStream().write(head);
      to.getOutputStream().write(hello);
      Thread back = Thread.startVirtualThread(() -> copy(to, from.socket()));
      copy(from.socket(), to);
      back.interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has gone.
      return;
    }
  }

  @Test
  void findsWeakSuites() {
    try (TlsServer good = TlsServer.start(EC);
        RawTarget target = acceptingWeakSuites(good)) {
      Observation observation = CHECKS.observe(target.port());

      assertMet(
          CHECKS.probe,
          observation,
          "weakCiphers == ['TLS_RSA_WITH_3DES_EDE_CBC_SHA']",
          "version == 'TLSv1.3' && verified");
      assertThat(judgedByDefault(CHECKS.probe, TlsChecks.of(target.port()), observation))
          .extracting(Unmet::expression)
          .containsExactly("weakCiphers == []");
    }
  }

  @Test
  void agreesOnAProtocolOnlyWhereOneIsOffered() {
    try (TlsServer server = TlsServer.start(EC)) {
      assertMet(CHECKS.probe, CHECKS.observe(TlsChecks.unverified(server.port())), "alpn == ''");
      assertMet(CHECKS.probe, CHECKS.observe(TlsChecks.scanning(server.port())), "alpn == 'h2'");
    }
  }
}
