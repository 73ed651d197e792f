package io.vigie.probe.sink;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sinks without a listener: what arrives is said by the test. */
final class ScriptedSinks implements Sinks {

  static final String TOKEN = "0123456789abcdef";

  private final Vertx vertx;
  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private Consumer<Opened> script = _ -> {};
  private Recent recent = new Recent(List.of(), Duration.ZERO);
  private boolean busy;
  private boolean doors = true;

  ScriptedSinks(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Has this happen at each sink that is opened. */
  ScriptedSinks then(Consumer<Opened> happens) {
    script = happens;
    return this;
  }

  /** One whose turn never comes. */
  ScriptedSinks busy() {
    busy = true;
    return this;
  }

  /** One without doors. */
  ScriptedSinks without() {
    doors = false;
    return this;
  }

  ScriptedSinks recently(Duration watched, List<SinkRequest> requests) {
    recent = new Recent(requests, watched);
    return this;
  }

  List<Order> orders() {
    return orders;
  }

  int closed() {
    return closed.get();
  }

  static SinkRequest request(Duration after, String body, int status) {
    return new SinkRequest(
        Instant.EPOCH.plus(after), after, "POST", "/in", "", Map.of(), body, false, status, 0);
  }

  @Override
  public Optional<String> address(String name, Door door) {
    return doors ? Optional.of("http://sink.example/sink/" + name + "/" + TOKEN) : Optional.empty();
  }

  @Override
  public String token(String name) {
    return TOKEN;
  }

  @Override
  public Future<Sink> open(Order order) {
    orders.add(order);
    if (busy) {
      return Promise.<Sink>promise().future();
    }
    Opened opened = new Opened(order);
    script.accept(opened);
    return Future.succeededFuture(opened);
  }

  @Override
  public Recent recent(Order order, Duration last) {
    orders.add(order);
    return recent;
  }

  final class Opened implements Sink {
    private final Order order;
    private final long begun = System.nanoTime();
    private final List<SinkRequest> requests = new ArrayList<>();
    private final List<Duration> refusals = new ArrayList<>();
    private Runnable listener = () -> {};
    private int others;

    private Opened(Order order) {
      this.order = order;
    }

    /** A request comes so late, and is answered as ordered. */
    Opened arrives(long millis, String body) {
      later(
          millis,
          () -> {
            int next = Math.min(requests.size(), order.answers().size() - 1);
            int status = order.answers().get(next).status();
            requests.add(request(Duration.ofMillis(millis), body, status));
          });
      return this;
    }

    Opened arrives(long... millis) {
      for (long each : millis) {
        arrives(each, "");
      }
      return this;
    }

    Opened refuses(long millis) {
      later(millis, () -> refusals.add(Duration.ofMillis(millis)));
      return this;
    }

    Opened passesOver() {
      later(1, () -> others++);
      return this;
    }

    private void later(long millis, Runnable task) {
      vertx.setTimer(
          millis,
          _ -> {
            synchronized (this) {
              task.run();
            }
            listener.run();
          });
    }

    @Override
    public synchronized List<SinkRequest> requests() {
      return List.copyOf(requests);
    }

    @Override
    public int count() {
      return requests().size();
    }

    @Override
    public synchronized int others() {
      return others;
    }

    @Override
    public synchronized List<Duration> refusals() {
      return List.copyOf(refusals);
    }

    @Override
    public Duration openFor() {
      return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void onChange(Runnable told) {
      listener = told;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
