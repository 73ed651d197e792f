package io.vigie.probe.tls;

import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.line.Looking;
import io.vigie.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** A server that wants to know who asks, before it shows anything more than its certificate. */
class TlsClientCertificateTest {

  private static SSLServerSocket demanding() throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            TestAuthority.create(InstantSource.system())
                .issue("localhost")
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.setNeedClientAuth(true);
    Thread.ofVirtual().start(() -> serve(socket));
    return socket;
  }

  private static void serve(SSLServerSocket socket) {
    while (!socket.isClosed()) {
      try (SSLSocket accepted = (SSLSocket) socket.accept()) {
        accepted.startHandshake();
      } catch (IOException e) {
        // It has refused, as it must.
      }
    }
  }

  @Test
  void hasRefusedWhereItBreaksOff() throws IOException {
    try (SSLServerSocket server = demanding();
        Looking looking = new Looking()) {
      assertThat(
              failure(
                      looking.at(
                          new TlsProbe(),
                          "{address: 'localhost:%d', verify: false}"
                              .formatted(server.getLocalPort())))
                  .code())
          .isEqualTo("tls-client-certificate-refused");
    }
  }
}
