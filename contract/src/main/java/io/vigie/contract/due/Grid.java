package io.vigie.contract.due;

import io.vigie.contract.due.OpenHours.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * Due at a fixed interval, on a grid that follows from the interval alone, shifted by a phase. What
 * would be due outside the hours is left out; but a window that holds no time of the grid, though
 * one went by since the last, has one due time of its own, so that something due every day is due
 * every day, whatever its hours.
 */
record Grid(long interval, long phase, OpenHours hours) implements DueTimes {

  @Override
  public Optional<Instant> next(Instant after) {
    long time = last(after);
    if (hours.isAlways()) {
      return Optional.of(Instant.ofEpochMilli(time + interval));
    }
    while (true) {
      Instant onGrid = Instant.ofEpochMilli(time);
      if (hours.contains(onGrid)) {
        if (onGrid.isAfter(after)) {
          return Optional.of(onGrid);
        }
        time += interval;
        continue;
      }
      Optional<Window> window = hours.windowFrom(onGrid);
      if (window.isEmpty()) {
        return Optional.empty();
      }
      Optional<Instant> own = window.filter(this::isEmpty).map(this::own);
      if (own.isPresent() && own.get().isAfter(after)) {
        return own;
      }
      time = Math.max(time + interval, last(window.get().opens()));
    }
  }

  private boolean isEmpty(Window window) {
    Instant last = Instant.ofEpochMilli(last(window.opens()));
    return last.isBefore(window.opens()) && !last.plusMillis(interval).isBefore(window.closes());
  }

  /** Items with equal hours are spread over them. */
  private Instant own(Window window) {
    long lasts = window.closes().toEpochMilli() - window.opens().toEpochMilli();
    return window.opens().plusMillis(phase % lasts);
  }

  @Override
  public long count(Instant from, Instant to) {
    long count = 0;
    Optional<Instant> due = next(from.minusNanos(1));
    while (due.isPresent() && due.get().isBefore(to)) {
      long together = together(due.get(), to);
      count += together;
      due = next(due.get().plusMillis((together - 1) * interval));
    }
    return count;
  }

  /** How many due times lie in one window from {@code due} on and before {@code to}. */
  private long together(Instant due, Instant to) {
    Instant closes = hours.windowFrom(due).map(Window::closes).orElse(to);
    Instant end = closes.isBefore(to) ? closes : to;
    // A time between two milliseconds still counts the one before it.
    long span = end.minusNanos(1).toEpochMilli() - due.toEpochMilli();
    return 1 + span / interval;
  }

  @Override
  public boolean isDisplaced(Instant due) {
    return false;
  }

  /** The last time of the grid that is not after {@code moment}. */
  private long last(Instant moment) {
    return phase + Math.floorDiv(moment.toEpochMilli() - phase, interval) * interval;
  }
}
