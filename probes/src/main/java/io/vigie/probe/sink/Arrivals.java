package io.vigie.probe.sink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long to wait for what must arrive. Pure; all times count from the opening of the sink.
 *
 * @param exactly how many must arrive, where neither more nor fewer may
 * @param least how many must arrive at least
 * @param within how long to wait for them
 * @param quiet how long no more may come then
 */
public record Arrivals(
    Optional<Integer> exactly, int least, Duration within, Duration quiet, boolean refused) {

  /** So long before the deadline it must be decided. */
  private static final Duration MARGIN = Duration.ofMillis(250);

  /** Where exactly one must arrive. */
  public static Arrivals once(Optional<Duration> within, Duration quiet, Duration remaining) {
    return of(Optional.of(1), 1, within, quiet, remaining);
  }

  static Arrivals of(
      Optional<Integer> exactly,
      int least,
      Optional<Duration> within,
      Duration quiet,
      Duration remaining) {
    Duration allowed = remaining.minus(quiet).minus(MARGIN);
    Duration positive = allowed.isPositive() ? allowed : Duration.ofMillis(1);
    Duration wait = within.filter(span -> span.compareTo(positive) < 0).orElse(positive);
    return new Arrivals(exactly, least, wait, quiet, false);
  }

  /** The same for a sink that clients must refuse to speak to. */
  Arrivals refusing() {
    return new Arrivals(exactly, least, within, quiet, true);
  }

  /**
   * Until when to wait for more; empty where all is known.
   *
   * @param arrivals when each came
   * @param refusals when clients refused the certificate
   */
  public Optional<Duration> waitUntil(
      List<Duration> arrivals, List<Duration> refusals, Duration now) {
    if (exactly.filter(most -> arrivals.size() > most).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(until(arrivals, refusals)).filter(end -> now.compareTo(end) < 0);
  }

  private Duration until(List<Duration> arrivals, List<Duration> refusals) {
    if (refused && !refusals.isEmpty()) {
      return earlier(within, refusals.getFirst()).plus(quiet);
    } else if (least == 0 || arrivals.size() < least) {
      return within;
    }
    return earlier(within, arrivals.getLast()).plus(quiet);
  }

  private static Duration earlier(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
