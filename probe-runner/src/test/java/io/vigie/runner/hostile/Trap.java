package io.vigie.runner.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** One port of both loopback addresses on which nobody may ever knock. */
final class Trap implements AutoCloseable {

  private static final int MANY = 1000;

  private final List<ServerSocketChannel> listeners = new ArrayList<>();

  Trap() {
    try {
      listeners.add(listening("127.0.0.1", 0));
      listeners.add(listening("::1", port()));
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing is taken before it is counted: what has knocked waits in the queue. */
  private static ServerSocketChannel listening(String address, int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port), MANY);
    listener.configureBlocking(false);
    return listener;
  }

  int port() {
    return listeners.getFirst().socket().getLocalPort();
  }

  /** How many connections have been made since this was asked last. */
  int knocks() {
    try {
      int knocks = 0;
      for (ServerSocketChannel listener : listeners) {
        for (SocketChannel come = listener.accept(); come != null; come = listener.accept()) {
          knocks++;
          come.close();
        }
      }
      return knocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Proves that the trap works. */
  void knock() {
    for (ServerSocketChannel listener : listeners) {
      try (Socket socket = new Socket()) {
        socket.connect(listener.getLocalAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    for (ServerSocketChannel listener : listeners) {
      try {
        listener.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
