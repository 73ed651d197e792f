package io.vigie.report.verdict;

import java.time.Duration;

/** Lengths of time as people say them. */
public final class Spans {

  private Spans() {}

  /** One unit, rounded down: {@code 42 s}, {@code 12 min}, {@code 3 h}, {@code 5 d}. */
  public static String words(Duration span) {
    if (span.isNegative()) {
      return "0 s";
    }
    if (span.toSeconds() < 60) {
      return span.toSeconds() + " s";
    }
    if (span.toMinutes() < 60) {
      return span.toMinutes() + " min";
    }
    return span.toHours() < 48 ? span.toHours() + " h" : span.toDays() + " d";
  }

  /** A short time to the millisecond: {@code 42 ms}, {@code 1.25 s}. */
  public static String precise(Duration span) {
    if (span.compareTo(Duration.ofMillis(10)) < 0) {
      return String.format(java.util.Locale.ROOT, "%.1f ms", span.toNanos() / 1_000_000.0);
    }
    return span.toMillis() < 1000
        ? span.toMillis() + " ms"
        : String.format(java.util.Locale.ROOT, "%.2f s", span.toMillis() / 1000.0);
  }
}
