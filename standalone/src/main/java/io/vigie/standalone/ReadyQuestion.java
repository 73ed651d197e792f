package io.vigie.standalone;

import io.vigie.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks a service whether it is ready, over a plain socket: an HTTP client would cost more than the
 * rest of the waiting.
 */
final class ReadyQuestion {

  private static final byte[] REQUEST =
      "GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration POLL = Duration.ofMillis(50);

  private final InetSocketAddress address;

  ReadyQuestion(int port) {
    this.address = new InetSocketAddress(InetAddress.ofLiteral(Ports.LOOPBACK), port);
  }

  /** Asks until the answer is yes or somebody says that it is not worth waiting any longer. */
  boolean await(BooleanSupplier worthWaiting) {
    while (worthWaiting.getAsBoolean()) {
      if (isReady()) {
        return true;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return false;
  }

  boolean isReady() {
    try (var socket = new Socket()) {
      socket.connect(address, 1_000);
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(REQUEST);
      var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return status.endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }
}
