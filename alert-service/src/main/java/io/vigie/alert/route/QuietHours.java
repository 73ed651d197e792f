package io.vigie.alert.route;

import io.vigie.contract.due.OpenHours;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Times at which nobody is told of what is not urgent. */
public record QuietHours(List<OpenHours> times, String words) {

  /** None. */
  public static final QuietHours NONE = new QuietHours(List.of(), "");

  /** One after the other, these can go on for so long; then it is said anyway. */
  private static final int MOST_IN_A_ROW = 20;

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

  private Optional<Instant> closing(Instant at) {
    return times.stream()
        .filter(hours -> hours.contains(at))
        .flatMap(hours -> hours.windowFrom(at).stream())
        .map(OpenHours.Window::closes)
        .max(Instant::compareTo);
  }
}
