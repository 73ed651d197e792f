package io.vigie.runner.sink;

import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.SinkRequest;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One check that listens. Its state is guarded by the book. */
final class Watch implements Sink {

  private static final int MOST_REFUSALS = 1000;

  private final SinkBook book;
  private final Order order;
  private final Turns.Turn turn;
  private final long begun = System.nanoTime();
  private final List<Duration> refusals = new ArrayList<>();
  private Runnable listener = () -> {};
  private int count;
  private int others;
  private boolean closed;

  Watch(SinkBook book, Order order, Turns.Turn turn) {
    this.book = book;
    this.order = order;
    this.turn = turn;
  }

  Order order() {
    return order;
  }

  Turns.Turn turn() {
    return turn;
  }

  long begun() {
    return begun;
  }

  /** The answer to the next request. */
  SinkAnswer next() {
    List<SinkAnswer> answers = order.answers();
    SinkAnswer answer = answers.get(Math.min(count, answers.size() - 1));
    count++;
    return answer;
  }

  void passedOver() {
    others++;
  }

  void refused() {
    if (refusals.size() < MOST_REFUSALS) {
      refusals.add(openFor());
    }
  }

  Runnable listener() {
    return listener;
  }

  /** Whether this is the first time. */
  boolean end() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  boolean isClosed() {
    synchronized (book) {
      return closed;
    }
  }

  @Override
  public List<SinkRequest> requests() {
    return book.requestsOf(this);
  }

  @Override
  public int count() {
    synchronized (book) {
      return count;
    }
  }

  @Override
  public int others() {
    synchronized (book) {
      return others;
    }
  }

  @Override
  public List<Duration> refusals() {
    synchronized (book) {
      return List.copyOf(refusals);
    }
  }

  @Override
  public Duration openFor() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public void onChange(Runnable told) {
    synchronized (book) {
      listener = told;
    }
  }

  @Override
  public void close() {
    book.close(this);
  }
}
