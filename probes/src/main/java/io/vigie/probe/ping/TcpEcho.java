package io.vigie.probe.ping;

import io.netty.channel.Channel;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** By a connection: a host that refuses one is there too. */
final class TcpEcho implements Echo {

  private final int port;

  TcpEcho(int port) {
    this.port = port;
  }

  @Override
  public String method() {
    return "tcp";
  }

  @Override
  public Future<Optional<Duration>> tryOnce(
      Attempt attempt, InetAddress address, Duration patience) {
    Promise<Optional<Duration>> answered = Promise.promise();
    long startedAt = System.nanoTime();
    attempt
        .another(address, port)
        .onComplete(
            dialled -> settle(dialled, Duration.ofNanos(System.nanoTime() - startedAt), answered));
    var _ =
        attempt
            .loop()
            .schedule(
                () -> answered.tryComplete(Optional.empty()),
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    return answered.future();
  }

  private static void settle(
      AsyncResult<Channel> dialled, Duration took, Promise<Optional<Duration>> answered) {
    if (dialled.succeeded()) {
      var _ = dialled.result().close();
      answered.tryComplete(Optional.of(took));
    } else if (dialled.cause() instanceof Ours ours) {
      answered.tryFail(ours);
    } else {
      answered.tryComplete(isRefusal(dialled.cause()) ? Optional.of(took) : Optional.empty());
    }
  }

  private static boolean isRefusal(Throwable cause) {
    return cause instanceof Broken broken
        && (broken.code().equals("connection-refused") || broken.code().equals("connection-reset"));
  }
}
