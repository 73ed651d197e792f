package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vigie.probe.sink.Door;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What comes in through one door. Whoever does not know an address that somebody listens at gets
 * 404 and nothing is read of what they send; of the others, one request per connection is taken.
 */
final class SinkListener {

  /** So many bytes of a body are kept. */
  static final int MOST_KEPT = 64 * 1024;

  /** So many are taken at all. */
  static final int MOST_TAKEN = 16 * 1024 * 1024;

  private static final long PATIENCE = Duration.ofSeconds(30).toMillis();
  private static final int MOST_HEADERS = 100;
  private static final Pattern ADDRESS =
      Pattern.compile(SinkAddresses.ROOT + "([a-z0-9-]{1,48})/([0-9a-f]{32})(/.*)?");

  private final Vertx vertx;
  private final SinkBook book;
  private final Door door;

  SinkListener(Vertx vertx, SinkBook book, Door door) {
    this.vertx = vertx;
    this.book = book;
    this.door = door;
  }

  /** One connection; it must say what it wants soon. */
  static void limit(Vertx vertx, HttpConnection connection, Busy busy, Runnable closed) {
    long timer = vertx.setTimer(PATIENCE, _ -> closeUnless(busy.isAnswering(), connection));
    connection.closeHandler(
        _ -> {
          vertx.cancelTimer(timer);
          busy.closed();
          closed.run();
        });
  }

  private static void closeUnless(boolean answering, HttpConnection connection) {
    if (!answering) {
      connection.close();
    }
  }

  void take(HttpServerRequest request, Busy busy) {
    Matcher address = ADDRESS.matcher(Optional.ofNullable(request.path()).orElse(""));
    if (!address.matches() || !book.isOpen(address.group(1), address.group(2))) {
      SinkReply.refuse(request, 404);
      return;
    }
    busy.asked();
    Buffer kept = Buffer.buffer();
    long[] taken = {0};
    request.exceptionHandler(_ -> request.connection().close());
    request.handler(
        part -> {
          taken[0] += part.length();
          keep(part, kept);
          if (taken[0] > MOST_TAKEN) {
            request.connection().close();
          }
        });
    request.endHandler(
        _ -> {
          busy.answers();
          arrived(request, address, kept, taken[0] > kept.length());
        });
  }

  private static void keep(Buffer part, Buffer kept) {
    int room = MOST_KEPT - kept.length();
    if (room > 0) {
      kept.appendBuffer(part, 0, Math.min(room, part.length()));
    }
  }

  private void arrived(HttpServerRequest request, Matcher address, Buffer body, boolean truncated) {
    Incoming incoming =
        new Incoming(
            door,
            request.method().name(),
            Optional.ofNullable(address.group(3)).orElse(""),
            Optional.ofNullable(request.query()).orElse(""),
            headers(request),
            body.toString(UTF_8),
            truncated);
    book.arrive(address.group(1), incoming)
        .ifPresentOrElse(
            kept -> new SinkReply(vertx, request, kept).send(),
            () -> SinkReply.refuse(request, 404));
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            header -> {
              if (headers.size() < MOST_HEADERS) {
                headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (one, other) -> one + ", " + other);
              }
            });
    return headers;
  }
}
