package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.Sinks;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The doors of a runner, and the sinks behind them. */
public final class SinkHost implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 200;
  private static final int LONGEST_ANSWER_SECONDS = 11 * 60;
  private static final long MOST_BYTES = 32L << 20;

  private final Vertx vertx;
  private final SinkTerms terms;
  private final SinkBook book;
  private final InstantSource clock;
  private final Map<HttpConnection, Busy> connections = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  /** Handshakes in which the certificate that nobody may trust was shown, and that go on. */
  private final AtomicInteger shown = new AtomicInteger();

  private final Map<Door, HttpServer> servers = new EnumMap<>(Door.class);
  private final Map<Door, String> urls = new ConcurrentHashMap<>();

  private SinkHost(Vertx vertx, SinkTerms terms, InstantSource clock) {
    this.vertx = vertx;
    this.terms = terms;
    this.clock = clock;
    byte[] secret = terms.secret().map(text -> text.getBytes(UTF_8)).orElseGet(SinkHost::random);
    this.book = new SinkBook(new SinkAddresses(secret, urls), clock, MOST_BYTES);
  }

  /** Listens at every door that is to be opened; fails where it cannot. */
  public static SinkHost start(Vertx vertx, SinkTerms terms, InstantSource clock) {
    SinkHost host = new SinkHost(vertx, terms, clock);
    try {
      terms.ports().forEach(host::listen);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
    return host;
  }

  /** What is lent to the kinds. */
  public Sinks sinks() {
    return book;
  }

  /** The port of a door that is open. */
  public int port(Door door) {
    return servers.get(door).actualPort();
  }

  private static byte[] random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private void listen(Door door, int port) {
    SinkListener listener = new SinkListener(vertx, book, door);
    HttpServer server =
        vertx
            .createHttpServer(options(door))
            .connectionHandler(connection -> opened(door, connection))
            .exceptionHandler(_ -> failed(door))
            .requestHandler(
                request ->
                    Optional.ofNullable(connections.get(request.connection()))
                        .ifPresent(busy -> listener.take(request, busy)));
    try {
      Future<HttpServer> listening = server.listen(port, terms.host());
      servers.put(door, listening.toCompletionStage().toCompletableFuture().join());
      urls.put(door, terms.url(door, server.actualPort()));
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          door.setting() + ": must be a port that can be listened at, was " + port, e);
    }
  }

  private HttpServerOptions options(Door door) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setUseAlpn(false)
            .setHttp2ClearTextEnabled(false)
            .setHandle100ContinueAutomatically(true)
            .setDecompressionSupported(false)
            .setMaxInitialLineLength(8 * 1024)
            .setMaxHeaderSize(32 * 1024)
            .setIdleTimeout(LONGEST_ANSWER_SECONDS);
    certificate(door).ifPresent(with -> options.setSsl(true).setKeyCertOptions(with));
    return options;
  }

  private Optional<KeyCertOptions> certificate(Door door) {
    return switch (door) {
      case OFF -> Optional.empty();
      case VALID -> Optional.of(terms.certificate());
      case SELF_SIGNED ->
          Optional.of(
              SelfSigned.forHost(terms.externalHost(), clock.instant(), shown::incrementAndGet));
    };
  }

  private void opened(Door door, HttpConnection connection) {
    if (door == Door.SELF_SIGNED) {
      shown.decrementAndGet();
    }
    if (open.incrementAndGet() > MOST_CONNECTIONS) {
      open.decrementAndGet();
      connection.close();
      return;
    }
    Busy busy =
        new Busy(
            () -> {
              if (door == Door.SELF_SIGNED) {
                book.refused();
              }
            });
    connections.put(connection, busy);
    SinkListener.limit(vertx, connection, busy, () -> closed(connection));
  }

  private void closed(HttpConnection connection) {
    connections.remove(connection);
    open.decrementAndGet();
  }

  /**
   * A handshake has failed. Clients say why, or hang up without a word; it was the certificate
   * where it had been shown, and anybody may knock and go away before that.
   */
  private void failed(Door door) {
    if (door == Door.SELF_SIGNED && shown.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
      book.refused();
    }
  }

  @Override
  public void close() {
    servers
        .values()
        .forEach(server -> server.close().toCompletionStage().toCompletableFuture().join());
    servers.clear();
  }
}
