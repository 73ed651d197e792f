package io.vigie.testkit.target;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import io.vigie.testkit.tls.TlsIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP server that answers as it is told to, path by path, and 404 elsewhere. Speaks HTTP/1.1
 * and HTTP/2, the latter over TLS by negotiation. Thread-safe; replies may be changed while it
 * runs.
 */
public final class HttpTarget implements AutoCloseable {

  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setFileSystemOptions(
                  new FileSystemOptions()
                      .setFileCachingEnabled(false)
                      .setClassPathResolvingEnabled(false))
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));
  private final Map<String, Function<Received, Reply>> replies = new ConcurrentHashMap<>();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final boolean secure;
  private final HttpServer server;

  private HttpTarget(HttpServerOptions options) {
    this.secure = options.isSsl();
    this.server =
        await(
            vertx
                .createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .connectionHandler(
                    connection -> {
                      connections.incrementAndGet();
                      open.incrementAndGet();
                      connection.closeHandler(closed -> open.decrementAndGet());
                    })
                .requestHandler(this::receive)
                .listen());
  }

  public static HttpTarget start() {
    return new HttpTarget(new HttpServerOptions());
  }

  /** A target that speaks TLS. */
  public static HttpTarget start(TlsIdentity identity) {
    return new HttpTarget(secure(identity).setUseAlpn(true));
  }

  /** A target that speaks TLS, and does not offer HTTP/2. */
  public static HttpTarget startWithoutHttp2(TlsIdentity identity) {
    return new HttpTarget(secure(identity));
  }

  private static HttpServerOptions secure(TlsIdentity identity) {
    return new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addKeyValue(Buffer.buffer(identity.keyPem()))
                .addCertValue(Buffer.buffer(identity.chainPem())));
  }

  /** Answers {@code path} with the reply from now on. */
  public HttpTarget answer(String path, Reply reply) {
    return answer(path, request -> reply);
  }

  /** Answers {@code path} with what the function says. */
  public HttpTarget answer(String path, Function<Received, Reply> reply) {
    replies.put(path, reply);
    return this;
  }

  private void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Received arrived = received(request, body);
              received.add(arrived);
              Reply reply =
                  replies.getOrDefault(arrived.path(), unknown -> Reply.status(404)).apply(arrived);
              send(request.response(), reply);
            });
  }

  private static Received received(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new TreeMap<>();
    request
        .headers()
        .forEach(
            header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    return new Received(
        request.method().name(),
        request.uri(),
        request.version().alpnName(),
        headers,
        body.toString());
  }

  private void send(HttpServerResponse response, Reply reply) {
    if (reply.delay().isPositive()) {
      vertx.setTimer(reply.delay().toMillis(), fired -> write(response, reply));
    } else {
      write(response, reply);
    }
  }

  private static void write(HttpServerResponse response, Reply reply) {
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    response.end(reply.body());
  }

  public int port() {
    return server.actualPort();
  }

  /** A URL of this target. */
  public String url(String path) {
    return (secure ? "https://" : "http://") + "localhost:" + port() + path;
  }

  /** How many connections it has ever had. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.get();
  }

  /** All requests so far. */
  public List<Received> requests() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("target: must start and stop undisturbed", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("target: must start and stop within 20s", e);
    }
  }
}
