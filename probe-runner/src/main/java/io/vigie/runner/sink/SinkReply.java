package io.vigie.runner.sink;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vigie.probe.sink.SinkAnswer;
import java.time.Duration;
import java.util.Optional;

/** Answers one request as its check has said. Confined to the event loop of the connection. */
final class SinkReply {

  private static final int MEGABYTE = 1024 * 1024;
  private static final Buffer BLOCK = Buffer.buffer("x".repeat(64 * 1024));

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Kept kept;
  private long left;

  SinkReply(Vertx vertx, HttpServerRequest request, Kept kept) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.kept = kept;
  }

  /** Says no, and reads nothing more. */
  static void refuse(HttpServerRequest request, int status) {
    HttpServerResponse response = request.response();
    response
        .setStatusCode(status)
        .putHeader("connection", "close")
        .end()
        .onComplete(_ -> request.connection().close());
  }

  void send() {
    Optional<Duration> after = kept.answer().after().filter(Duration::isPositive);
    if (after.isPresent()) {
      vertx.setTimer(Math.max(1, after.get().toMillis()), _ -> begin());
    } else {
      begin();
    }
  }

  private void begin() {
    if (response.closed()) {
      return;
    }
    SinkAnswer answer = kept.answer();
    response.exceptionHandler(_ -> request.connection().close());
    response.setStatusCode(answer.status()).putHeader("connection", "close");
    answer.headers().forEach(response::putHeader);
    if (answer.megabytes().isPresent()) {
      flood((long) answer.megabytes().get() * MEGABYTE);
    } else {
      Buffer body = Buffer.buffer(answer.body().orElse(""));
      end(response.end(body), body.length());
    }
  }

  private void end(Future<Void> written, int length) {
    written.onComplete(
        sent -> {
          if (sent.succeeded()) {
            kept.taken().addAndGet(length);
          }
          request.connection().close();
        });
  }

  private void flood(long length) {
    response.putHeader("content-length", String.valueOf(length));
    if (request.method().equals(HttpMethod.HEAD)) {
      end(response.end(), 0);
      return;
    }
    left = length;
    response.drainHandler(_ -> pour());
    pour();
  }

  /** As fast as it is taken, and as long as the check goes on. */
  private void pour() {
    while (left > 0 && !response.closed() && !response.writeQueueFull()) {
      if (kept.owner().filter(Watch::isClosed).isPresent()) {
        request.connection().close();
        return;
      }
      Buffer next = left >= BLOCK.length() ? BLOCK : BLOCK.slice(0, (int) left);
      left -= next.length();
      response.write(next).onSuccess(_ -> kept.taken().addAndGet(next.length()));
    }
    if (left == 0 && !response.ended()) {
      end(response.end(), 0);
    }
  }
}
