package io.vigie.scheduler.plan;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the planner keeps of a check.
 *
 * @param since when this revision was published
 */
public record Planned(
    ItemId item, String revision, Schedule.Every schedule, ProbeOrder probe, Instant since) {

  private static final Duration FIRST_LOOK_AFTER = Duration.ofSeconds(3);
  private static final Duration FIRST_LOOKS_OVER = Duration.ofSeconds(10);

  /** Empty for what nobody has to look at by itself. */
  public static Optional<Planned> of(Check check, Instant since) {
    return check.applies() && check.schedule() instanceof Schedule.Every every
        ? check
            .order()
            .map(probe -> new Planned(check.item(), check.revision(), every, probe, since))
        : Optional.empty();
  }

  /**
   * The first due time after {@code after}. An item that was just published is looked at once soon,
   * since otherwise a daily check would say nothing for a day.
   */
  Instant next(Instant after) {
    Instant regular = DueTimes.next(schedule, item, after);
    return firstLook()
        .filter(first -> first.isAfter(after) && first.isBefore(regular))
        .orElse(regular);
  }

  /** How many due times lie from {@code from} on and before {@code to}. */
  long count(Instant from, Instant to) {
    long extra =
        firstLook()
            .filter(look -> !look.isBefore(from) && look.isBefore(to))
            .filter(look -> !look.equals(DueTimes.next(schedule, item, look.minusMillis(1))))
            .map(_ -> 1L)
            .orElse(0L);
    return DueTimes.count(schedule, item, from, to) + extra;
  }

  /** Until when a job is worth running. */
  Instant notAfter(Instant dueAt) {
    Duration half = schedule.interval().dividedBy(2);
    Duration patience = max(Duration.ofSeconds(1), min(half, Duration.ofSeconds(60)));
    return dueAt.plus(patience);
  }

  private Optional<Instant> firstLook() {
    if (schedule.interval().compareTo(FIRST_LOOKS_OVER) <= 0) {
      return Optional.empty();
    }
    return Optional.of(since.plus(FIRST_LOOK_AFTER).plus(DueTimes.phase(item, FIRST_LOOKS_OVER)));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
