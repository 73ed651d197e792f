package io.vigie.probe.ping;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** One way to make a host answer. */
interface Echo {

  /** What the vocabulary calls it. */
  String method();

  /**
   * Tries once, for no longer than {@code patience}: how long the answer took, or nothing where
   * there was none. Fails where it could not be tried.
   */
  Future<Optional<Duration>> tryOnce(Attempt attempt, InetAddress address, Duration patience);
}
