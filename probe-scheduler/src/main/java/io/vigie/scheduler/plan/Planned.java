package io.vigie.scheduler.plan;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.due.DueTimes;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the planner keeps of an item that is probed.
 *
 * @param letters one for each location that it is seen from
 * @param firstLook when it is looked at once soon after it was published
 * @param early how much earlier than others its jobs are sent
 * @param perSecond how many runs it has a second, on average
 * @param onDeploy whether it is due by deployments and not by time
 */
public record Planned(
    ItemId item,
    String revision,
    DueTimes dueTimes,
    List<Letter> letters,
    Optional<Instant> firstLook,
    Duration early,
    double perSecond,
    boolean onDeploy) {

  private static final Duration FIRST_LOOK_AFTER = Duration.ofSeconds(3);
  private static final Duration FIRST_LOOKS_OVER = Duration.ofSeconds(10);

  /** Many expressions name the same minute: their jobs are sent over so long a time before it. */
  private static final Duration SPREAD = Duration.ofSeconds(3);

  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
  private static final Duration MOST_PATIENCE = Duration.ofSeconds(60);

  public Planned {
    letters = List.copyOf(letters);
  }

  /**
   * What is planned of a check; nothing where nobody looks.
   *
   * @param since when this revision was published
   */
  public static Optional<Planned> of(Check check, Instant since, WireCodec codec) {
    return check.order().filter(_ -> check.applies()).map(order -> of(check, order, since, codec));
  }

  private static Planned of(Check check, ProbeOrder order, Instant since, WireCodec codec) {
    Schedule schedule = check.schedule();
    return new Planned(
        check.item(),
        check.revision(),
        DueTimes.of(schedule, check.item()),
        check.locations().stream().map(place -> letter(check, order.at(place), codec)).toList(),
        firstLook(check, order, since),
        schedule instanceof Schedule.Cron ? DueTimes.phase(check.item(), SPREAD) : Duration.ZERO,
        schedule instanceof Schedule.Every every ? 1_000.0 / every.interval().toMillis() : 0,
        schedule instanceof Schedule.OnDeploy);
  }

  private static Letter letter(Check check, ProbeOrder order, WireCodec codec) {
    Optional<Severity> severity = Optional.of(check.meaning().severity());
    return Letter.of(check.item(), check.revision(), order, severity, codec);
  }

  /**
   * An item at a long interval that was just published is looked at once soon, since otherwise a
   * daily check would say nothing for a day. One at fixed hours is not, nor one whose look costs.
   */
  private static Optional<Instant> firstLook(Check check, ProbeOrder order, Instant since) {
    boolean harmless =
        order
            .effect()
            .map(effect -> effect == Effect.READ_ONLY || effect == Effect.WRITES_AND_CLEANS_UP)
            .orElse(true);
    return check.schedule() instanceof Schedule.Every every
            && harmless
            && every.between().isEmpty()
            && every.interval().compareTo(FIRST_LOOKS_OVER) > 0
        ? Optional.of(
            since.plus(FIRST_LOOK_AFTER).plus(DueTimes.phase(check.item(), FIRST_LOOKS_OVER)))
        : Optional.empty();
  }

  /** The first due time after {@code after}. */
  Optional<Instant> next(Instant after) {
    Optional<Instant> regular = dueTimes.next(after);
    Optional<Instant> first = firstLook.filter(look -> look.isAfter(after));
    return first.isPresent() && (regular.isEmpty() || first.get().isBefore(regular.get()))
        ? first
        : regular;
  }

  /** How many due times lie from {@code from} on and before {@code to}. */
  long count(Instant from, Instant to) {
    boolean looks =
        firstLook
            .filter(look -> !look.isBefore(from) && look.isBefore(to))
            .filter(look -> dueTimes.count(look, look.plusNanos(1)) == 0)
            .isPresent();
    return dueTimes.count(from, to) + (looks ? 1 : 0);
  }

  /** How long a job is worth running: half the time until the next, within bounds. */
  Duration patience(Instant dueAt, Optional<Instant> next) {
    Duration half =
        next.map(until -> Duration.between(dueAt, until).dividedBy(2)).orElse(MOST_PATIENCE);
    if (half.compareTo(LEAST_PATIENCE) < 0) {
      return LEAST_PATIENCE;
    }
    return half.compareTo(MOST_PATIENCE) > 0 ? MOST_PATIENCE : half;
  }

  /** The name of the run that is due then, seen from the place of a letter. */
  public RunId run(Letter letter, Instant dueAt) {
    return letters.size() == 1 ? RunId.of(item, dueAt) : RunId.of(item, dueAt, letter.location());
  }
}
