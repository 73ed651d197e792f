package io.vigie.runner.benchmark;

import io.vertx.core.Vertx;

/** A target that answers at once. Prints its port and ends with its standard input. */
final class LoopbackTarget {

  private LoopbackTarget() {}

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx();
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end("ok"))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get()
            .actualPort();
    System.out.println(port);
    // The driver closes the pipe when it has ended.
    var _ = System.in.readAllBytes();
    System.exit(0);
  }
}
