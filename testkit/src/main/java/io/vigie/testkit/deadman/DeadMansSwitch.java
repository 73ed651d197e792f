package io.vigie.testkit.deadman;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A dead man's switch on a port of 127.0.0.1: takes a POST as a sign of life and remembers when it
 * came. Thread-safe.
 */
public final class DeadMansSwitch implements AutoCloseable {

  private static final int TAKEN = 200;
  private static final int NOT_ALLOWED = 405;

  private final HttpServer server;
  private final InstantSource clock;
  private final List<Instant> signs = new ArrayList<>();

  private DeadMansSwitch(HttpServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /** Starts on {@code port}, or on a free one where that is 0. */
  public static DeadMansSwitch start(int port, InstantSource clock) {
    try {
      InetSocketAddress on = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      DeadMansSwitch made = new DeadMansSwitch(HttpServer.create(on, 0), clock);
      made.server.createContext("/ping/", made::take);
      made.server.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("dead man's switch: could not listen on port " + port, e);
    }
  }

  /** Where it is told that Vigie lives. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/ping/vigie";
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean sign = exchange.getRequestMethod().equals("POST");
      if (sign) {
        heard();
      }
      exchange.sendResponseHeaders(sign ? TAKEN : NOT_ALLOWED, -1);
    }
  }

  private synchronized void heard() {
    signs.add(clock.instant());
    notifyAll();
  }

  /** When it heard something, oldest first. */
  public synchronized List<Instant> signs() {
    return List.copyOf(signs);
  }

  /** How often it heard something. */
  public synchronized int count() {
    return signs.size();
  }

  /** Waits until it has heard something more often than {@code before}; false where it did not. */
  public synchronized boolean awaitMoreThan(int before, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (signs.size() <= before) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
