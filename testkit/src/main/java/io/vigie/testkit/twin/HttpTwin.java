package io.vigie.testkit.twin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** A twin that is one HTTP server. */
final class HttpTwin implements Twin {

  private final String name;
  private final Planted planted;
  private final HttpServer server;

  /** What a twin answers, given which of its faults are planted. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpServerRequest request, Planted planted);
  }

  HttpTwin(Vertx vertx, String name, int port, List<Fault> faults, Behaviour behaviour) {
    this.name = name;
    this.planted = new Planted(faults);
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
            .requestHandler(request -> behaviour.answer(request, planted))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @Override
  public List<Fault> faults() {
    return planted.faults();
  }

  @Override
  public Set<String> planted() {
    return planted.names();
  }

  @Override
  public void plant(String fault) {
    planted.plant(fault);
  }

  @Override
  public void mend(String fault) {
    planted.mend(fault);
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
