package io.vigie.testkit.twin.signal;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts bad logins by address, as a proxy does: after five in a row nobody is heard from there for
 * a while, and then all is forgotten. Thread-safe.
 */
final class LoginLimiter {

  static final int TOLERATED = 5;
  static final Duration PAUSE = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Tally> tallies = new ConcurrentHashMap<>();

  private record Tally(int bad, long last) {}

  LoginLimiter(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether whoever comes from there is sent away unheard. */
  boolean refuses(String address) {
    Tally tally = tallies.computeIfPresent(address, (_, known) -> isOver(known) ? null : known);
    return tally != null && tally.bad() >= TOLERATED;
  }

  void bad(String address) {
    tallies.merge(
        address,
        new Tally(1, nanos.getAsLong()),
        (old, one) -> new Tally(old.bad() + 1, one.last()));
  }

  /** A good login makes up for the bad ones. */
  void good(String address) {
    tallies.remove(address);
  }

  private boolean isOver(Tally tally) {
    return tally.bad() >= TOLERATED && nanos.getAsLong() - tally.last() > PAUSE.toNanos();
  }
}
