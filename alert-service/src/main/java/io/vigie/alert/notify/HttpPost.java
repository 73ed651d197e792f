package io.vigie.alert.notify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vigie.runtime.net.NeverReachable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Posts JSON and tells apart what matters to a message that must arrive once: nothing was sent, it
 * was sent and not answered, it was answered. Blocks its (virtual) thread, never longer than the
 * deadline.
 */
public final class HttpPost implements AutoCloseable {

  private static final int LONGEST_ANSWER = 64 * 1024;

  private final HttpClient client;
  private final Duration deadline;

  public HttpPost(Vertx vertx, Duration deadline) {
    this(vertx, deadline, Optional.empty());
  }

  /**
   * @param trust a PEM file with the authorities to trust instead of the public ones
   */
  public HttpPost(Vertx vertx, Duration deadline, Optional<Path> trust) {
    this.deadline = deadline;
    int millis = Math.toIntExact(deadline.toMillis());
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(Math.max(1, millis / 2))
            .setSslHandshakeTimeout(Math.max(1, millis / 2))
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            // A connection that the other side is about to close is not worth keeping.
            .setKeepAliveTimeout(15);
    trust.ifPresent(
        file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    this.client = vertx.createHttpClient(options);
  }

  /** How a post ended. */
  public sealed interface Outcome {
    record Answered(int status, Optional<Duration> retryAfter, String body) implements Outcome {}

    record NotSent(String error) implements Outcome {}

    record NotAnswered(String error) implements Outcome {}
  }

  /** How far a post has got; only what was never begun may be called not sent. */
  private enum Phase {
    CONNECTING,
    SENDING,
    ABANDONED
  }

  public Outcome post(URI to, Map<String, String> headers, String json) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(to.toString());
    headers.forEach(options::putHeader);
    options.putHeader("content-type", "application/json; charset=utf-8");
    AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
    AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
    // One chain on one event loop: an answer that came before its listener would be lost.
    Future<Outcome> outcome =
        client
            .request(options)
            .compose(request -> send(judged(remembered(sent, request)), phase, json))
            .otherwise(failure -> failed(phase, failure));
    try {
      return outcome
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // An answer that drips would hold its connection for ever.
      Optional.ofNullable(sent.get()).ifPresent(HttpClientRequest::reset);
      return phase.compareAndSet(Phase.CONNECTING, Phase.ABANDONED)
          ? new Outcome.NotSent("no connection within " + deadline)
          : new Outcome.NotAnswered("sent but not answered within " + deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.NotAnswered("interrupted while sending");
    } catch (ExecutionException e) {
      return failed(phase, e.getCause());
    }
  }

  private static HttpClientRequest remembered(
      AtomicReference<HttpClientRequest> sent, HttpClientRequest request) {
    sent.set(request);
    return request;
  }

  private static HttpClientRequest judged(HttpClientRequest request) {
    Optional<String> never = never(request.connection().remoteAddress());
    if (never.isPresent()) {
      request.reset();
      throw new IllegalStateException("led to an address that is " + never.get());
    }
    return request;
  }

  /** A name may lead anywhere: where it led to is known once there is a connection. */
  static Optional<String> never(SocketAddress address) {
    return Optional.ofNullable(address.hostAddress()).flatMap(NeverReachable::reason);
  }

  private Future<Outcome> send(
      HttpClientRequest request, AtomicReference<Phase> phase, String json) {
    // Whoever waits is told by the future; without a listener the client would log it as an error.
    request.exceptionHandler(_ -> {});
    if (!phase.compareAndSet(Phase.CONNECTING, Phase.SENDING)) {
      request.reset();
      return Future.failedFuture("abandoned");
    }
    request.idleTimeout(deadline.toMillis());
    return request.send(Buffer.buffer(json)).compose(HttpPost::answer);
  }

  private static Outcome failed(AtomicReference<Phase> phase, Throwable cause) {
    return phase.get() == Phase.SENDING
        ? new Outcome.NotAnswered(reason("sent but not answered", cause))
        : new Outcome.NotSent(reason("no connection", cause));
  }

  private static Future<Outcome> answer(HttpClientResponse response) {
    Promise<Outcome> done = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        part -> {
          body.appendBuffer(part.slice(0, Math.min(part.length(), LONGEST_ANSWER - body.length())));
          if (body.length() == LONGEST_ANSWER) {
            // The status says enough; what is still to come is not worth a connection.
            done.tryComplete(answered(response, body));
            response.request().reset();
          }
        });
    response.exceptionHandler(done::tryFail);
    response.endHandler(_ -> done.tryComplete(answered(response, body)));
    return done.future();
  }

  private static Outcome answered(HttpClientResponse response, Buffer body) {
    return new Outcome.Answered(
        response.statusCode(), retryAfter(response.getHeader("retry-after")), body.toString());
  }

  private static Optional<Duration> retryAfter(String header) {
    try {
      return header == null
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Math.clamp(Long.parseLong(header.strip()), 0, 86_400)));
    } catch (NumberFormatException notInSeconds) {
      return Optional.empty();
    }
  }

  private static String reason(String what, Throwable cause) {
    return what + ": " + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  @Override
  public void close() {
    client.close();
  }
}
