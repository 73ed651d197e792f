package io.vigie.testkit.gate;

import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits by connection, as what bans an address does: it answers 401 until it refuses. */
public final class ConnectionGate implements AutoCloseable {

  private static final String ANSWER =
      "HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

  private final ServerSocket listener;

  private ConnectionGate(int count) {
    try {
      this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> serve(count));
  }

  /** Serves so many connections; every later one is refused. */
  public static ConnectionGate refusingAfter(int count) {
    return new ConnectionGate(count);
  }

  /** Serves so many connections; every later one is accepted and then treated so. */
  public static RawTarget after(int count, Behaviour rest) {
    AtomicInteger seen = new AtomicInteger();
    return RawTarget.start(
        connection -> {
          if (seen.incrementAndGet() > count) {
            rest.serve(connection);
          } else {
            Behaviour.saying(ANSWER).serve(connection);
          }
        });
  }

  private void serve(int count) {
    try (listener) {
      for (int i = 0; i < count; i++) {
        answer(listener.accept());
      }
    } catch (IOException e) {
      // Closed by the test, or by who asked: there is nothing more to serve.
      return;
    }
  }

  private static void answer(Socket accepted) throws IOException {
    try (Socket socket = accepted) {
      Behaviour.Connection connection = new Behaviour.Connection(socket, new CountDownLatch(1));
      connection.readRequest();
      connection.send(ANSWER);
      socket.shutdownOutput();
      connection.readUntilClosed();
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
