package io.vigie.runner.sink;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.SinkRequest;
import io.vigie.probe.sink.Sinks;
import io.vigie.runner.sink.Turns.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who listens where, and what has arrived. What is kept is bounded: per request, per name and in
 * all. Thread-safe by its monitor.
 */
final class SinkBook implements Sinks {

  /** Of more names, those at which no check listens just now are forgotten. */
  private static final int MOST_NAMES = 1000;

  private final SinkAddresses addresses;
  private final InstantSource clock;
  private final long mostBytes;
  private final Map<String, Room> rooms = new HashMap<>();
  private final Turns turns = new Turns();

  /**
   * An empty book.
   *
   * @param mostBytes how much memory all bodies together may take
   */
  SinkBook(SinkAddresses addresses, InstantSource clock, long mostBytes) {
    this.addresses = addresses;
    this.clock = clock;
    this.mostBytes = mostBytes;
  }

  @Override
  public Optional<String> address(String name, Door door) {
    return addresses.address(name, door);
  }

  @Override
  public String token(String name) {
    return addresses.token(name);
  }

  @Override
  public Future<Sink> open(Order order) {
    Promise<Sink> opened = Promise.promise();
    synchronized (this) {
      Turn[] turn = new Turn[1];
      turn[0] = new Turn(key(order), isAlone(order), () -> opened.complete(begin(order, turn[0])));
      turns.enter(turn[0]);
    }
    return opened.future();
  }

  /** Refusals of a certificate name no sink, so that one listens at that door at a time. */
  private static String key(Order order) {
    return order.door() == Door.SELF_SIGNED ? "" : order.name();
  }

  private static boolean isAlone(Order order) {
    return order.door() == Door.SELF_SIGNED || order.nonce().isEmpty();
  }

  private Watch begin(Order order, Turn turn) {
    Watch watch = new Watch(this, order, turn);
    room(order.name()).begin(watch);
    return watch;
  }

  private Room room(String name) {
    rooms.values().removeIf(room -> !room.isOpen());
    if (rooms.size() >= MOST_NAMES && !rooms.containsKey(name)) {
      rooms.values().removeIf(room -> room.watches().isEmpty());
    }
    return rooms.computeIfAbsent(name, _ -> new Room());
  }

  void close(Watch watch) {
    synchronized (this) {
      if (watch.end()) {
        Optional.ofNullable(rooms.get(watch.order().name())).ifPresent(room -> room.end(watch));
        turns.leave(watch.turn());
      }
    }
  }

  @Override
  public Recent recent(Order order, Duration last) {
    synchronized (this) {
      Room room = room(order.name());
      room.stand(order, last);
      return new Recent(room.since(order.door(), last), room.watched());
    }
  }

  List<SinkRequest> requestsOf(Watch watch) {
    synchronized (this) {
      return Optional.ofNullable(rooms.get(watch.order().name()))
          .map(room -> room.of(watch))
          .orElse(List.of());
    }
  }

  /** Whether there is somebody to take what is sent there. */
  boolean isOpen(String name, String token) {
    if (!addresses.isToken(name, token)) {
      return false;
    }
    synchronized (this) {
      return Optional.ofNullable(rooms.get(name)).filter(Room::isOpen).isPresent();
    }
  }

  /** Takes a request, and says how to answer it; nobody is there any more where it is empty. */
  Optional<Kept> arrive(String name, Incoming request) {
    Kept kept;
    Runnable told;
    synchronized (this) {
      Room room = rooms.get(name);
      if (room == null || !room.isOpen()) {
        return Optional.empty();
      }
      Optional<Watch> owner = room.meant(request);
      SinkAnswer answer = owner.map(Watch::next).orElseGet(room::standing);
      kept =
          new Kept(
              owner,
              System.nanoTime(),
              clock.instant(),
              bounded(Kept.reduced(request, room.wanted())),
              answer,
              new AtomicLong());
      room.keep(kept);
      told = owner.map(Watch::listener).orElse(() -> {});
    }
    told.run();
    return Optional.of(kept);
  }

  /** Without its body where that would be too much for the memory of all. */
  private Incoming bounded(Incoming request) {
    rooms.values().forEach(Room::forget);
    long used = rooms.values().stream().mapToLong(Room::size).sum();
    return used + request.body().length() * 2L <= mostBytes
        ? request
        : new Incoming(
            request.door(),
            request.method(),
            request.path(),
            request.query(),
            request.headers(),
            "",
            true);
  }

  /** A client has refused the certificate that nobody may trust. */
  void refused() {
    List<Runnable> told = new ArrayList<>();
    synchronized (this) {
      for (Room room : rooms.values()) {
        for (Watch watch : room.watches()) {
          if (watch.order().door() == Door.SELF_SIGNED) {
            watch.refused();
            told.add(watch.listener());
          }
        }
      }
    }
    told.forEach(Runnable::run);
  }
}
