package io.vigie.alert.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/** Answers 200 or 503 by item, and notes when its failing answers were on their way. */
final class Target implements AutoCloseable {

  private final HttpServer server;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, NavigableSet<Long>> failed = new ConcurrentHashMap<>();

  private Target(HttpServer server) {
    this.server = server;
  }

  static Target open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Target target = new Target(server);
    server.createContext("/", target::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return target;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String item = exchange.getRequestURI().getPath().substring(1);
    boolean fails = broken.contains(item);
    exchange.sendResponseHeaders(fails ? 503 : 200, -1);
    long nanos = System.nanoTime();
    exchange.close();
    if (fails) {
      failed.computeIfAbsent(item, _ -> new ConcurrentSkipListSet<>()).add(nanos);
    }
  }

  String url(String item) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + item;
  }

  void set(String item, boolean fails) {
    if (fails) {
      broken.add(item);
    } else {
      broken.remove(item);
    }
  }

  void forget() {
    failed.clear();
  }

  /** The last failing answer for an item before that moment. */
  Optional<Long> failedBefore(String item, long nanos) {
    return Optional.ofNullable(failed.get(item)).map(times -> times.floor(nanos));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
