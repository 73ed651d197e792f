package io.vigie.alert.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A webhook that takes everything and notes when. */
public final class Pager implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  /** A request: when its last byte was read, and what it said. */
  public record Call(long nanos, JsonNode payload) {
    public boolean isFiring() {
      return payload.path("status").asText().equals("firing");
    }

    String incident() {
      return payload.path("commonAnnotations").path("incident").asText();
    }

    public String label(String name) {
      return payload.path("commonLabels").path(name).asText();
    }
  }

  private Pager(HttpServer server) {
    this.server = server;
  }

  public static Pager open() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Pager pager = new Pager(server);
      server.createContext("/", pager::take);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return pager;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    long nanos = System.nanoTime();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
    calls.add(new Call(nanos, JSON.readTree(body)));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
