package io.vigie.probe.tcp;

import io.netty.channel.Channel;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.Observation;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Stage;
import io.vigie.probe.net.Trouble.Ours;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tries every address of every host, all at once: one open door is enough. */
final class ClosedPorts {

  /** Long enough for the first and a second repetition of a SYN that got lost. */
  static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);

  private static final int MOST_PER_HOST = 8;

  private final Attempt attempt;

  ClosedPorts(Attempt attempt) {
    this.attempt = attempt;
  }

  Future<Observation> judge(List<HostPort> addresses) {
    Map<HostPort, Future<List<InetAddress>>> resolved = new LinkedHashMap<>();
    addresses.forEach(address -> resolved.put(address, attempt.resolve(address.host())));
    return Future.all(List.copyOf(resolved.values()))
        .compose(
            _ -> {
              attempt.enter(Stage.CONNECT);
              Map<HostPort, Future<PortState>> states = new LinkedHashMap<>();
              resolved.forEach(
                  (address, ips) -> states.put(address, state(ips.result(), address.port())));
              return Future.all(List.copyOf(states.values())).map(_ -> seen(states));
            });
  }

  private Observation seen(Map<HostPort, Future<PortState>> states) {
    Map<HostPort, PortState> known = new LinkedHashMap<>();
    states.forEach((address, state) -> known.put(address, state.result()));
    return TcpVocabulary.seen(attempt, known, "");
  }

  private Future<PortState> state(List<InetAddress> ips, int port) {
    List<Future<PortState>> tries = new ArrayList<>();
    ips.stream().limit(MOST_PER_HOST).forEach(ip -> tries.add(attemptOn(ip, port)));
    return Future.join(tries).transform(_ -> judged(tries));
  }

  /**
   * What the tries say together. An address that this runner has no way to, such as one of IPv6
   * where there is none, says nothing unless it is the only one.
   */
  static Future<PortState> judged(List<Future<PortState>> tries) {
    List<PortState> known = tries.stream().filter(Future::succeeded).map(Future::result).toList();
    return tries.stream()
        .filter(Future::failed)
        .filter(failed -> known.isEmpty() || !isWithoutWay(failed.cause()))
        .findFirst()
        .orElseGet(() -> Future.succeededFuture(PortState.mostOpen(known)));
  }

  private static boolean isWithoutWay(Throwable cause) {
    return cause instanceof Ours ours && ours.code().equals("network-unreachable");
  }

  private Future<PortState> attemptOn(InetAddress ip, int port) {
    Promise<PortState> state = Promise.promise();
    attempt.another(ip, port).onComplete(dialled -> settle(dialled, state));
    var _ =
        attempt
            .loop()
            .schedule(
                () -> state.tryComplete(PortState.FILTERED),
                patience().toMillis(),
                TimeUnit.MILLISECONDS);
    return state.future();
  }

  /** A part of what is left, so that silence is an answer before the deadline. */
  private Duration patience() {
    Duration most = attempt.context().remaining().multipliedBy(3).dividedBy(4);
    return most.compareTo(LONGEST_PATIENCE) < 0 ? most : LONGEST_PATIENCE;
  }

  private static void settle(AsyncResult<Channel> dialled, Promise<PortState> state) {
    if (dialled.succeeded()) {
      var _ = dialled.result().close();
      state.tryComplete(PortState.OPEN);
      return;
    }
    Optional<PortState> known = PortState.of(dialled.cause());
    if (known.isPresent()) {
      state.tryComplete(known.get());
    } else {
      state.tryFail(dialled.cause());
    }
  }
}
