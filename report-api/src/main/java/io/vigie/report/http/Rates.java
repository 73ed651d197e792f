package io.vigie.report.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be asked of each of many subjects: so many times at once, and as many
 * again within a minute. Thread-safe; forgets subjects that have been quiet for that long.
 */
public final class Rates {

  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final int TIDY_AT = 10_000;

  private final int most;
  private final Duration each;
  private final Map<String, Instant> spentUntil = new HashMap<>();

  /**
   * @param most how often within a minute
   */
  public Rates(int most) {
    this.most = most;
    this.each = WITHIN.dividedBy(most);
  }

  synchronized int subjects() {
    return spentUntil.size();
  }

  /** Takes one turn of a subject; answers how long to wait for the next where there is none. */
  public synchronized Optional<Duration> take(String subject, Instant now) {
    if (spentUntil.size() >= TIDY_AT) {
      spentUntil.values().removeIf(until -> !until.isAfter(now));
    }
    Instant spent = spentUntil.getOrDefault(subject, now);
    boolean ours = !spent.isBefore(now) && !spent.isAfter(now.plus(WITHIN));
    Instant after = (ours ? spent : now).plus(each);
    Duration ahead = Duration.between(now, after);
    Duration allowed = each.multipliedBy(most);
    if (ahead.compareTo(allowed) > 0) {
      return Optional.of(ahead.minus(allowed));
    }
    spentUntil.put(subject, after);
    return Optional.empty();
  }
}
