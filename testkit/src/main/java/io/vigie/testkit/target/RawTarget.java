package io.vigie.testkit.target;

import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server of a few lines: each connection gets the behaviour, on a virtual thread of its own. */
public final class RawTarget implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Many may come at the same instant. */
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final SSLContext tls;
  private final Behaviour behaviour;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Thread acceptor;

  private RawTarget(InetSocketAddress where, Behaviour behaviour, SSLContext tls) {
    this.behaviour = behaviour;
    this.tls = tls;
    try {
      this.listener = new ServerSocket();
      listener.bind(where, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.acceptor = Thread.ofVirtual().name("target-" + port()).unstarted(this::accept);
  }

  /** A target without TLS. */
  public static RawTarget start(Behaviour behaviour) {
    return new RawTarget(loopback(0), behaviour, null).started();
  }

  /** The same on one loopback address among many. */
  public static RawTarget startAt(String address, Behaviour behaviour) {
    InetSocketAddress where = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    return new RawTarget(where, behaviour, null).started();
  }

  /** A target that does a handshake before it behaves as it does. */
  public static RawTarget start(TlsIdentity identity, Behaviour behaviour) {
    return start(0, identity, behaviour);
  }

  /** The same on a port of one's choice; 0 takes a free one. */
  public static RawTarget start(int port, TlsIdentity identity, Behaviour behaviour) {
    return new RawTarget(loopback(port), behaviour, identity.sslContext()).started();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private RawTarget started() {
    acceptor.start();
    return this;
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        open.add(socket);
        accepted();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      closing.countDown();
    }
  }

  private synchronized void accepted() {
    connections.incrementAndGet();
    notifyAll();
  }

  private void serve(Socket accepted) {
    try (accepted;
        Socket socket = tls == null ? accepted : secured(accepted)) {
      behaviour.serve(new Behaviour.Connection(socket, closing));
    } catch (IOException e) {
      // The other side has gone, which is what these targets are made for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(accepted);
    }
  }

  private Socket secured(Socket accepted) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
    socket.setUseClientMode(false);
    socket.startHandshake();
    return socket;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** A URL of this target. */
  public String url(String path) {
    return (tls == null ? "http://" : "https://") + "localhost:" + port() + path;
  }

  /**
   * How many connections it has had once it has had {@code wanted}, or after five seconds: whoever
   * connects may be done before the connection is taken.
   */
  public synchronized int awaitConnections(int wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (connections.get() < wanted) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return connections.get();
  }

  /** How many connections it has ever had. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are being served now. */
  public int openConnections() {
    return open.size();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      listener.close();
      // The kernel goes on taking connections until nobody is in accept() any more.
      acceptor.join();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
