package io.vigie.report.uptime;

import io.vigie.contract.due.MaintenanceWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts for every moment of a window. Maintenance comes first: while it lasts, no state counts.
 * Then the state decides: passing and failing count, all else does not.
 */
public final class UptimeRule {

  private UptimeRule() {}

  /** As what a moment is counted. */
  private enum Part {
    PASSING,
    FAILING,
    MAINTENANCE,
    UNKNOWN,
    NOT_APPLICABLE,
    UNRECORDED
  }

  /**
   * The account of the time from {@code now.minus(window)} to {@code now}.
   *
   * @param history in the order of time; the state of each holds until the next
   */
  public static Uptime of(
      List<Held> history, MaintenanceWindows maintenance, Duration window, Instant now) {
    Instant from = now.minus(window);
    Map<Part, Duration> parts = new EnumMap<>(Part.class);
    Instant begin = from;
    Part part = Part.UNRECORDED;
    for (Held held : history) {
      Instant until = earlier(held.since(), now);
      if (until.isAfter(begin)) {
        add(parts, part, begin, until, maintenance);
        begin = until;
      }
      part = part(held);
    }
    add(parts, part, begin, now, maintenance);
    return uptime(window, parts);
  }

  private static void add(
      Map<Part, Duration> parts,
      Part part,
      Instant from,
      Instant to,
      MaintenanceWindows maintenance) {
    Duration all = Duration.between(from, to);
    Duration planned =
        maintenance.between(from, to).stream()
            .map(span -> Duration.between(span.from(), span.to()))
            .reduce(Duration.ZERO, Duration::plus);
    parts.merge(part, all.minus(planned), Duration::plus);
    parts.merge(Part.MAINTENANCE, planned, Duration::plus);
  }

  private static Part part(Held held) {
    return held.state()
        .map(
            state ->
                switch (state) {
                  case PASSING -> Part.PASSING;
                  case FAILING, WAIVED -> Part.FAILING;
                  case UNKNOWN, STALE, PENDING -> Part.UNKNOWN;
                  case NOT_APPLICABLE -> Part.NOT_APPLICABLE;
                })
        .orElse(Part.UNRECORDED);
  }

  private static Uptime uptime(Duration window, Map<Part, Duration> parts) {
    return new Uptime(
        window,
        parts.getOrDefault(Part.PASSING, Duration.ZERO),
        parts.getOrDefault(Part.FAILING, Duration.ZERO),
        parts.getOrDefault(Part.MAINTENANCE, Duration.ZERO),
        parts.getOrDefault(Part.UNKNOWN, Duration.ZERO),
        parts.getOrDefault(Part.NOT_APPLICABLE, Duration.ZERO),
        parts.getOrDefault(Part.UNRECORDED, Duration.ZERO));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
