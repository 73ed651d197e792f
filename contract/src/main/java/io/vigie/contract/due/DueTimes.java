package io.vigie.contract.due;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The due times of one item. Immutable; the same for everybody who computes them. */
public sealed interface DueTimes permits Grid, Crons, Never {

  /** The due times that a schedule gives an item. */
  static DueTimes of(Schedule schedule, ItemId item) {
    return switch (schedule) {
      case Schedule.Every every ->
          new Grid(
              every.interval().toMillis(),
              phase(item, every.interval()).toMillis(),
              OpenHours.of(every.between()));
      case Schedule.Cron cron ->
          new Crons(
              cron.expressions().stream().map(CronExpression::parse).toList(),
              cron.zone(),
              OpenHours.of(cron.between()));
      case Schedule.OnDeploy _ -> Never.EVER;
    };
  }

  /** The first due time after {@code after}. */
  static Optional<Instant> next(Schedule schedule, ItemId item, Instant after) {
    return of(schedule, item).next(after);
  }

  /** How many due times lie from {@code from} on and before {@code to}. */
  static long count(Schedule schedule, ItemId item, Instant from, Instant to) {
    return of(schedule, item).count(from, to);
  }

  /** How far into its interval an item is due; at least zero and less than the interval. */
  static Duration phase(ItemId item, Duration interval) {
    return Spread.of(item, interval);
  }

  /** The first due time after {@code after}; none where an item is never due by time. */
  Optional<Instant> next(Instant after);

  /** How many due times lie from {@code from} on and before {@code to}. */
  default long count(Instant from, Instant to) {
    long count = 0;
    Optional<Instant> due = next(from.minusNanos(1));
    while (due.isPresent() && due.get().isBefore(to)) {
      count++;
      due = next(due.get());
    }
    return count;
  }

  /**
   * True for a due time that stands for a time of day that the clock leapt over. Whoever runs by
   * the clock may or may not run then, so its silence means nothing.
   */
  boolean isDisplaced(Instant due);

  /** The first due time after {@code after} at which silence means something. */
  default Optional<Instant> nextDemanded(Instant after) {
    Optional<Instant> due = next(after);
    while (due.isPresent() && isDisplaced(due.get())) {
      due = next(due.get());
    }
    return due;
  }
}
