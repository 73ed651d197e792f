package io.vigie.probe.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * That a request passed again.
 *
 * @param after how long after the last answer of the burst
 */
record Recovery(Duration after) {

  /** Asking is what some limiters count, even when they refuse: so it is done seldom. */
  private static final int LOOKS = 4;

  /**
   * When to ask whether a request passes again: a few times within the limit, and not before the
   * target said that one should, as long as that is within the limit.
   */
  static List<Duration> looks(Duration limit, Optional<Duration> retryAfter) {
    Duration earliest = retryAfter.filter(wait -> wait.compareTo(limit) <= 0).orElse(Duration.ZERO);
    return Stream.concat(
            Stream.of(earliest),
            IntStream.rangeClosed(1, LOOKS).mapToObj(i -> limit.multipliedBy(i).dividedBy(LOOKS)))
        .filter(look -> look.compareTo(earliest) >= 0 && !look.isZero())
        .distinct()
        .toList();
  }
}
