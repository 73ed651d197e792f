package io.vigie.runner.sink;

import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.SinkRequest;
import io.vigie.probe.sink.Sinks.Order;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is known of one name. Guarded by the book. */
final class Room {

  /** So many requests of one name are kept. */
  static final int MOST = 200;

  /** So long after the last check a name is still answered. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final Duration LEAST_STANDING = Duration.ofHours(1);

  private final Deque<Kept> kept = new ArrayDeque<>();
  private final List<Watch> watches = new ArrayList<>();
  private final Set<String> wanted = new HashSet<>();
  private final long begun = System.nanoTime();
  private SinkAnswer standing = SinkAnswer.OK;
  private Duration keepFor = GRACE;
  private long openUntil = begun + GRACE.toNanos();
  private long size;

  void begin(Watch watch) {
    watches.add(watch);
    want(watch.order());
  }

  void end(Watch watch) {
    watches.remove(watch);
    stayOpen(GRACE);
  }

  /** Has what arrives kept from now on, also while nobody listens. */
  void stand(Order order, Duration last) {
    standing = order.answers().getFirst();
    want(order);
    keepFor = keepFor.compareTo(last) < 0 ? last : keepFor;
    Duration twice = last.multipliedBy(2);
    stayOpen(twice.compareTo(LEAST_STANDING) < 0 ? LEAST_STANDING : twice);
  }

  private void want(Order order) {
    wanted.addAll(order.headers());
  }

  private void stayOpen(Duration span) {
    openUntil = Math.max(openUntil, System.nanoTime() + span.toNanos());
  }

  boolean isOpen() {
    return !watches.isEmpty() || System.nanoTime() < openUntil;
  }

  /** For whom a request is: the first that means it. */
  Optional<Watch> meant(Incoming request) {
    List<Watch> here =
        watches.stream().filter(watch -> watch.order().door() == request.door()).toList();
    Optional<Watch> owner =
        here.stream().filter(watch -> request.holds(watch.order().nonce())).findFirst();
    if (owner.isEmpty()) {
      here.forEach(Watch::passedOver);
    }
    return owner;
  }

  SinkAnswer standing() {
    return standing;
  }

  Set<String> wanted() {
    return wanted;
  }

  List<Watch> watches() {
    return List.copyOf(watches);
  }

  /** Keeps a request where there is room: what no check needs any more makes way. */
  void keep(Kept request) {
    forget();
    if (kept.size() >= MOST && isNeedless(kept.peek())) {
      size -= kept.poll().size();
    }
    if (kept.size() < MOST) {
      kept.add(request);
      size += request.size();
    }
  }

  /** Forgets what is too old for anybody. */
  void forget() {
    long oldest = System.nanoTime() - keepFor.toNanos();
    while (!kept.isEmpty() && kept.peek().nanos() < oldest && isNeedless(kept.peek())) {
      size -= kept.poll().size();
    }
  }

  private boolean isNeedless(Kept request) {
    return request.owner().filter(watches::contains).isEmpty();
  }

  /** How much memory all that is kept takes. */
  long size() {
    return size;
  }

  List<SinkRequest> of(Watch watch) {
    return kept.stream()
        .filter(request -> request.owner().filter(owner -> owner.equals(watch)).isPresent())
        .map(request -> request.seenFrom(watch.begun()))
        .toList();
  }

  List<SinkRequest> since(Door door, Duration last) {
    long from = System.nanoTime() - last.toNanos();
    return kept.stream()
        .filter(request -> request.request().door() == door && request.nanos() >= from)
        .map(request -> request.seenFrom(from))
        .toList();
  }

  Duration watched() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
