package io.vigie.probe.sink;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One sink of a runner, for as long as an attempt goes on. Confined to the event loop of the
 * attempt, but for {@link #close}.
 */
public final class Listening implements AutoCloseable {

  /** What a runner that hosts no sinks is missing. */
  public static final String NOT_EQUIPPED = "not-equipped";

  private static final Duration MARGIN = Duration.ofMillis(250);
  private static final int NONCE_BYTES = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Attempt attempt;
  private final Sinks sinks;
  private final Promise<Void> all = Promise.promise();
  private volatile Sink sink;
  private volatile boolean closed;
  private Arrivals arrivals;

  private Listening(Attempt attempt, Sinks sinks) {
    this.attempt = attempt;
    this.sinks = sinks;
  }

  /** With what the runner lends; fails where it lends nothing. */
  public static Listening on(Attempt attempt) {
    return new Listening(attempt, sinks(attempt));
  }

  static Sinks sinks(Attempt attempt) {
    return attempt
        .context()
        .equipment(Sinks.class)
        .orElseThrow(
            () ->
                new Ours(
                    NOT_EQUIPPED,
                    "this runner hosts no sinks: " + Door.OFF.setting() + " must be set, is not"));
  }

  /** A word that no other run has. */
  public static String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    RANDOM.nextBytes(bytes);
    return "vigie-" + HexFormat.of().formatHex(bytes);
  }

  /** Where the application must send to; the part that strangers must not know is concealed. */
  public String address(String name, Door door) {
    attempt.context().conceal(sinks.token(name));
    return sinks
        .address(name, door)
        .orElseThrow(
            () ->
                new Ours(
                    NOT_EQUIPPED,
                    "this runner has no such sink: " + door.setting() + " must be set, is not"));
  }

  /** Begins to listen, once it is its turn. */
  public Future<Listening> begin(Order order) {
    attempt.enter(SinkVocabulary.TURN);
    Promise<Listening> begun = Promise.promise();
    later(attempt.context().remaining().minus(MARGIN), () -> begun.tryFail(busy(order.name())));
    sinks
        .open(order)
        .onComplete(
            opened -> {
              if (opened.succeeded()) {
                opened(opened.result());
              }
              attempt.loop().execute(() -> answer(opened.map(this), begun));
            });
    return begun.future();
  }

  private static void answer(AsyncResult<Listening> opened, Promise<Listening> begun) {
    if (opened.succeeded()) {
      begun.tryComplete(opened.result());
    } else {
      begun.tryFail(opened.cause());
    }
  }

  private static Ours busy(String name) {
    return new Ours("sink-busy", "its turn at the sink " + name + " did not come in time");
  }

  private synchronized void opened(Sink opened) {
    sink = opened;
    if (closed) {
      opened.close();
    }
  }

  /** Waits until all is known that can be known. */
  public Future<Void> await(Arrivals of) {
    attempt.enter(SinkVocabulary.ARRIVAL);
    arrivals = of;
    sink.onChange(() -> attempt.loop().execute(this::look));
    look();
    return all.future();
  }

  private void look() {
    if (all.future().isComplete() || attempt.hasEnded()) {
      return;
    }
    List<Duration> came = sink.requests().stream().map(SinkRequest::after).toList();
    Duration now = sink.openFor();
    Optional<Duration> until = arrivals.waitUntil(came, sink.refusals(), now);
    if (until.isEmpty()) {
      all.tryComplete();
    } else {
      later(until.get().minus(now), this::look);
    }
  }

  private void later(Duration span, Runnable task) {
    long millis = Math.max(1, Math.ceilDiv(span.toNanos(), 1_000_000L));
    var _ = attempt.loop().schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /** The sink, once it listens. */
  public Sink sink() {
    return sink;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (sink != null) {
      sink.close();
    }
  }
}
