package io.vigie.testkit.twin.signal;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SSLOptions;
import io.vigie.testkit.tls.TlsIdentity;

/** A web server whose certificate can be replaced while it runs. */
final class SecureServer {

  private static final String HERE = "127.0.0.1";

  private final HttpServer server;

  SecureServer(
      Vertx vertx, int port, TlsIdentity identity, Handler<HttpServerRequest> application) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(HERE)
            .setPort(port)
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(SignalTls.pem(identity));
    this.server = await(vertx.createHttpServer(options).requestHandler(application).listen());
  }

  /** The same without TLS. */
  static HttpServer inClear(Vertx vertx, int port, Handler<HttpServerRequest> application) {
    HttpServerOptions options = new HttpServerOptions().setHost(HERE).setPort(port);
    return await(vertx.createHttpServer(options).requestHandler(application).listen());
  }

  int port() {
    return server.actualPort();
  }

  /** Shows another certificate to those who connect from now on. */
  void show(TlsIdentity identity) {
    await(
        server.updateSSLOptions(
            new SSLOptions().setUseAlpn(true).setKeyCertOptions(SignalTls.pem(identity)), true));
  }

  void close() {
    await(server.close());
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
