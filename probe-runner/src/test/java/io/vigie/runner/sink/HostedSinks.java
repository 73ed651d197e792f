package io.vigie.runner.sink;

import io.vertx.core.Vertx;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.Sinks;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A host of sinks with two doors, and a client of it. */
abstract class HostedSinks {

  static final SinkAnswer OK = answer(200);

  static Vertx vertx;
  static SinkHost host;
  static Sinks sinks;

  final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    host = SinkHost.start(vertx, terms(Optional.empty(), Optional.empty()), InstantSource.system());
    sinks = host.sinks();
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  static SinkTerms terms(Optional<String> url, Optional<String> secret) {
    return new SinkTerms(
        Map.of(Door.OFF, 0, Door.SELF_SIGNED, 0),
        "127.0.0.1",
        "localhost",
        url,
        Optional.empty(),
        Optional.empty(),
        secret);
  }

  static SinkAnswer answer(int status) {
    return new SinkAnswer(status, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Sink open(String name, SinkAnswer... answers) {
    return open(new Order(name, Door.OFF, List.of(answers), Optional.empty(), Set.of()));
  }

  static Sink open(Order order) {
    return sinks.open(order).toCompletionStage().toCompletableFuture().join();
  }

  static String address(String name) {
    return sinks.address(name, Door.OFF).orElseThrow();
  }

  int post(String url, String body) throws IOException, InterruptedException {
    return send(url, body).statusCode();
  }

  HttpResponse<String> send(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer s3cret")
            .header("X-Signature", "sha256=abc")
            .header("X-Other", "other")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
