package io.vigie.contract.due;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When it is too long since something was heard of an item. Pure. */
public final class Silence {

  /** Shorter than this no silence is called one: a busy machine is not a lost one. */
  public static final Duration LEAST = Duration.ofSeconds(15);

  private Silence() {}

  /**
   * When silence begins to say something if nothing is heard after {@code heard}. Empty where it
   * never does: for what runs after deployments, for what others decide, and for what does not
   * apply.
   *
   * <p>What is looked at is silent once its second due time after {@code heard} has gone by, and
   * the longest run and the grace after it; a heartbeat once the next one is late by the grace; a
   * signature once it is no longer valid.
   */
  public static Optional<Instant> silentAt(Check check, Instant heard) {
    if (!check.applies()) {
      return Optional.empty();
    }
    return switch (check.nature()) {
      case ProbeOrder order ->
          secondDue(check, heard)
              .map(due -> due.plus(longestRun(order)).plus(check.schedule().grace()))
              .map(silent -> later(silent, heard.plus(LEAST)));
      case Heartbeat _ -> expected(check, heard).map(due -> due.plus(check.schedule().grace()));
      case Attestation attestation -> Optional.of(heard.plus(attestation.validity()));
      case RollUp _ -> Optional.empty();
    };
  }

  /**
   * When the next sign of life of a heartbeat is expected after one at {@code heard}. The clock of
   * the job has no place on our grid, so an interval counts from {@code heard}; of the times of a
   * cron expression those do not count that a clock change displaced.
   */
  public static Optional<Instant> expected(Check check, Instant heard) {
    return switch (check.schedule()) {
      case Schedule.Every every ->
          OpenHours.of(every.between()).firstWithin(heard.plus(every.interval()));
      case Schedule.Cron cron -> DueTimes.of(cron, check.item()).nextDemanded(heard);
      case Schedule.OnDeploy _ -> Optional.empty();
    };
  }

  /** How long one run may take, with every attempt that it may make. */
  public static Duration longestRun(ProbeOrder order) {
    Duration longest = order.timeout();
    if (order.retry().isPresent()) {
      ProbeOrder.Retry retry = order.retry().get();
      Duration pause = retry.backoff();
      for (int attempt = 0; attempt < retry.times(); attempt++) {
        longest = longest.plus(pause).plus(order.timeout());
        pause = pause.multipliedBy(2);
      }
    }
    return longest;
  }

  private static Optional<Instant> secondDue(Check check, Instant heard) {
    if (check.schedule() instanceof Schedule.Every every
        && OpenHours.of(every.between()).isAlways()) {
      return Optional.of(heard.plus(every.interval().multipliedBy(2)));
    }
    DueTimes times = DueTimes.of(check.schedule(), check.item());
    return times.next(heard).flatMap(times::next);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
