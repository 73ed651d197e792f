package io.vigie.runner.sink;

import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.SinkRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request as it is kept.
 *
 * @param owner for whom it is, where there is somebody
 * @param nanos when it came, by a clock that nobody sets
 * @param taken how much of the answer's body was taken
 */
record Kept(
    Optional<Watch> owner,
    long nanos,
    Instant at,
    Incoming request,
    SinkAnswer answer,
    AtomicLong taken) {

  private static final int LONGEST_HEADER = 512;

  /** What a message is about and where it comes from; not who sends it, nor with which rights. */
  private static final Set<String> USUAL =
      Set.of(
          "accept",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "host",
          "idempotency-key",
          "retry-after",
          "traceparent",
          "user-agent",
          "x-correlation-id",
          "x-event-id",
          "x-request-id",
          "x-retry-count");

  /** That they were there may be asked for, what they were is never kept. */
  private static final Set<String> SECRET =
      Set.of("authorization", "cookie", "proxy-authorization", "x-api-key", "x-auth-token");

  /** Without headers that nobody asked for, and without the values of those that are secret. */
  static Incoming reduced(Incoming request, Set<String> wanted) {
    Map<String, String> kept = new HashMap<>();
    request
        .headers()
        .forEach((name, value) -> keep(name.toLowerCase(Locale.ROOT), value, wanted, kept));
    return new Incoming(
        request.door(),
        request.method(),
        request.path(),
        request.query(),
        kept,
        request.body(),
        request.truncated());
  }

  private static void keep(
      String name, String value, Set<String> wanted, Map<String, String> kept) {
    if (SECRET.contains(name) && wanted.contains(name)) {
      kept.put(name, "(present)");
    } else if (!SECRET.contains(name) && (USUAL.contains(name) || wanted.contains(name))) {
      kept.put(name, value.length() <= LONGEST_HEADER ? value : value.substring(0, LONGEST_HEADER));
    }
  }

  /** How much memory it takes, roughly. */
  long size() {
    return 2_000L
        + request.body().length() * 2L
        + request.path().length()
        + request.query().length();
  }

  SinkRequest seenFrom(long begun) {
    return new SinkRequest(
        at,
        Duration.ofNanos(nanos - begun),
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        request.body(),
        request.truncated(),
        answer.status(),
        taken.get());
  }
}
