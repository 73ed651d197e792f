package io.vigie.testkit.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A port that answers no SYN, as behind a firewall that drops: its queue is full and nobody takes
 * from it. Works where the kernel drops what does not fit, which Linux does.
 */
public final class DeafPort implements AutoCloseable {

  private static final int TO_FILL_THE_QUEUE = 4;

  /** Bound and never listening: whoever connects is refused, and nobody else is given the port. */
  private static final Queue<Socket> TAKEN = new ConcurrentLinkedQueue<>();

  private final ServerSocket listener;
  private final List<SocketChannel> queued = new ArrayList<>();

  private DeafPort() throws IOException {
    listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    for (int i = 0; i < TO_FILL_THE_QUEUE; i++) {
      SocketChannel channel = SocketChannel.open();
      queued.add(channel);
      channel.configureBlocking(false);
      channel.connect(listener.getLocalSocketAddress());
    }
  }

  public static DeafPort open() {
    try {
      return new DeafPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port on which nobody listens, nor can until this process ends: it is taken. */
  public static int refusing() {
    try {
      Socket taken = new Socket();
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      TAKEN.add(taken);
      return taken.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that was free a moment ago, for a server that cannot be told to choose one. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (SocketChannel channel : queued) {
        channel.close();
      }
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
