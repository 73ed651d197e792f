package io.vigie.alert.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/** Fails, and notes when its answers were on their way. */
final class Target implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, NavigableSet<Long>> failed = new ConcurrentHashMap<>();

  private Target(HttpServer server) {
    this.server = server;
  }

  static Target open() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
    Target target = new Target(server);
    server.createContext("/", target::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return target;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String item = exchange.getRequestURI().getPath().substring(1);
    exchange.sendResponseHeaders(503, -1);
    long nanos = System.nanoTime();
    exchange.close();
    failed.computeIfAbsent(item, _ -> new ConcurrentSkipListSet<>()).add(nanos);
  }

  /** Each of many hosts, so that no two failures have one cause. */
  String url(int host, String item) {
    return "http://127.1."
        + host / 250
        + "."
        + (host % 250 + 1)
        + ":"
        + server.getAddress().getPort()
        + "/"
        + item;
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
