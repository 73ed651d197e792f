package io.vigie.probe.ping;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Attempt;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * By ICMP. The call blocks outside of Java, where it would hold up a carrier of virtual threads: it
 * has a thread of its own, which ends by itself when patience does.
 */
final class IcmpEcho implements Echo {

  @Override
  public String method() {
    return "icmp";
  }

  @Override
  public Future<Optional<Duration>> tryOnce(
      Attempt attempt, InetAddress address, Duration patience) {
    Promise<Optional<Duration>> answered = Promise.promise();
    Thread.ofPlatform()
        .name("vigie-ping")
        .daemon()
        .start(
            () -> {
              Optional<Duration> took = blocking(address, patience);
              if (!attempt.loop().isShuttingDown()) {
                attempt.loop().execute(() -> answered.complete(took));
              }
            });
    return answered.future();
  }

  private static Optional<Duration> blocking(InetAddress address, Duration patience) {
    long startedAt = System.nanoTime();
    try {
      return address.isReachable((int) patience.toMillis())
          ? Optional.of(Duration.ofNanos(System.nanoTime() - startedAt))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
