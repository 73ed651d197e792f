package io.vigie.alert.route;

import io.vigie.contract.due.OpenHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Times at which nobody is told of what is not urgent. */
public record QuietHours(List<OpenHours> times, String words) {

  /** None. */
  public static final QuietHours NONE = new QuietHours(List.of(), "");

  /** One after the other, these can go on for so long; then it is said anyway. */
  private static final int MOST_IN_A_ROW = 20;

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Instant SOME_MOMENT = Instant.parse("2026-01-01T00:00:00Z");

  public QuietHours {
    times = List.copyOf(times);
  }

  /** When they are over; empty where {@code at} is not within. */
  public Optional<Instant> until(Instant at) {
    Instant end = at;
    for (int i = 0; i < MOST_IN_A_ROW; i++) {
      Optional<Instant> later = closing(end);
      if (later.isEmpty()) {
        break;
      }
      end = later.get();
    }
    return end.isAfter(at) ? Optional.of(end) : Optional.empty();
  }

  /** True where they leave no time at which somebody could be told. */
  boolean neverEnd() {
    Instant end = SOME_MOMENT;
    for (int i = 0; i < MOST_IN_A_ROW; i++) {
      Optional<Instant> later = closing(end);
      if (later.isEmpty()) {
        return false;
      }
      end = later.get();
    }
    return true;
  }

  private Optional<Instant> closing(Instant at) {
    return times.stream()
        .filter(hours -> hours.contains(at))
        .flatMap(hours -> hours.windowFrom(at).stream())
        .map(OpenHours.Window::closes)
        .map(closes -> closes.equals(Instant.MAX) ? at.plus(A_DAY) : closes)
        .max(Instant::compareTo);
  }
}
