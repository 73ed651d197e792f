package io.vigie.testkit.twin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** A running stand-in. Thread-safe; a planted fault shows from the next request on. */
public final class Twin implements AutoCloseable {

  private final String name;
  private final List<Fault> faults;
  private final Set<String> planted = new ConcurrentSkipListSet<>();
  private final HttpServer server;

  /** What a twin answers, given which of its faults are planted. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpServerRequest request, Set<String> planted);
  }

  Twin(Vertx vertx, String name, int port, List<Fault> faults, Behaviour behaviour) {
    this.name = name;
    this.faults = List.copyOf(faults);
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
            .requestHandler(request -> behaviour.answer(request, planted))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  public String name() {
    return name;
  }

  /** Where it listens, without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** All that it can do wrong. */
  public List<Fault> faults() {
    return faults;
  }

  /** The names of the faults that it has now. */
  public Set<String> planted() {
    return new TreeSet<>(planted);
  }

  public void plant(String fault) {
    planted.add(known(fault));
  }

  public void mend(String fault) {
    planted.remove(known(fault));
  }

  public boolean has(String fault) {
    return faults.stream().anyMatch(candidate -> candidate.name().equals(fault));
  }

  private String known(String fault) {
    if (!has(fault)) {
      throw new NoSuchElementException(
          "fault: must be one of "
              + faults.stream().map(Fault::name).toList()
              + ", was \""
              + fault
              + "\"");
    }
    return fault;
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
