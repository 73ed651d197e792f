package io.vigie.contract.due;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Hours;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ItemId ITEM = new ItemId("chrona", "production", "CH-089");

  private final Random random = new Random(42);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void dueTimesIncreaseAndAreTheSameWhereverOneStarts(long seed) {
    Random dice = new Random(seed);
    System.out.printf("due times: seed %d%n", seed);
    RandomCron crons = new RandomCron(dice);
    for (int i = 0; i < 1_000; i++) {
      Schedule schedule = anySchedule(dice, crons);
      DueTimes times = DueTimes.of(schedule, anyItem(dice));
      Instant after = anyInstant(dice);
      Optional<Instant> first = times.next(after);
      if (first.isEmpty()) {
        continue;
      }
      assertThat(first.get()).as("%s", schedule).isAfter(after);
      assertThat(times.next(first.get().minusMillis(1))).as("%s", schedule).isEqualTo(first);
      assertThat(times.next(first.get().minusNanos(1))).as("%s", schedule).isEqualTo(first);
      times
          .next(first.get())
          .ifPresent(second -> assertThat(second).as("%s", schedule).isAfter(first.get()));
      assertThat(times.count(first.get(), first.get().plusNanos(1))).isEqualTo(1);
      assertThat(times.count(after.plusNanos(1), first.get())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void countsWhatSteppingWouldFind(long seed) {
    Random dice = new Random(seed);
    RandomCron crons = new RandomCron(dice);
    for (int i = 0; i < 500; i++) {
      Schedule schedule = anySchedule(dice, crons);
      DueTimes times = DueTimes.of(schedule, anyItem(dice));
      Instant from = anyInstant(dice);
      Instant to = from;
      long steps = 0;
      Optional<Instant> due = times.next(from.minusNanos(1));
      while (due.isPresent() && steps < 300) {
        to = due.get().plusNanos(1);
        steps++;
        due = times.next(due.get());
      }
      assertThat(times.count(from, to)).as("%s from %s to %s", schedule, from, to).isEqualTo(steps);
    }
  }

  @Test
  void aMillionStepsDoNotDrift() {
    DueTimes times = DueTimes.of(every(Duration.ofSeconds(7)), ITEM);
    Instant first = times.next(NOON).orElseThrow();
    Instant due = first;

    for (int i = 0; i < 1_000_000; i++) {
      due = times.next(due).orElseThrow();
    }

    assertThat(due).isEqualTo(first.plus(Duration.ofSeconds(7_000_000)));
  }

  @Test
  void anIntervalHasOneGridShiftedByThePhaseOfTheItem() {
    for (int i = 0; i < 10_000; i++) {
      Duration interval = Duration.ofSeconds(anySeconds(random));
      ItemId item = anyItem(random);
      Instant after = anyInstant(random);

      Instant next = DueTimes.next(every(interval), item, after).orElseThrow();

      assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plus(interval));
      assertThat(Math.floorMod(next.toEpochMilli(), interval.toMillis()))
          .isEqualTo(DueTimes.phase(item, interval).toMillis());
      assertThat(DueTimes.count(every(interval), item, after, after.plus(interval))).isEqualTo(1);
    }
  }

  /** Whoever changes the hash changes the phase of every item of every installation. */
  @ParameterizedTest
  @CsvSource({"a, 1M, PT4.52S", "b, 1M, PT32.94S", "CH-089, 1H, PT25M44.93S"})
  void anItemKeepsItsPhaseForEver(String item, String interval, String phase) {
    assertThat(
            DueTimes.phase(
                new ItemId("chrona", "production", item), Duration.parse("PT" + interval)))
        .isEqualTo(Duration.parse(phase));
  }

  @Test
  void itemsFallDueTogetherInStepsOfTenMilliseconds() {
    for (int i = 0; i < 1_000; i++) {
      ItemId item = new ItemId("chrona", "production", "i" + i);
      assertThat(DueTimes.phase(item, Duration.ofSeconds(7)).toMillis() % 10).isZero();
    }
  }

  /** The mean is 1,667 a second; five standard deviations of chance are 204. */
  @Test
  void aHundredThousandItemsAreAFlatLoad() {
    int[] perSecond = new int[60];
    IntStream.range(0, 100_000)
        .mapToObj(i -> new ItemId("chrona", "production", "CH-" + i))
        .map(item -> DueTimes.next(every(Duration.ofSeconds(60)), item, NOON).orElseThrow())
        .forEach(due -> perSecond[(int) (due.getEpochSecond() % 60)]++);

    assertThat(IntStream.of(perSecond).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(1_667 - 204, 1_667 + 204));
  }

  @Test
  void whatIsDueOnDeploymentIsNeverDueByTime() {
    DueTimes times = DueTimes.of(new Schedule.OnDeploy(Duration.ZERO), ITEM);

    assertThat(times.next(NOON)).isEmpty();
    assertThat(times.count(NOON, NOON.plus(Duration.ofDays(1_000)))).isZero();
    assertThat(times.nextDemanded(NOON)).isEmpty();
    assertThat(times.isDisplaced(NOON)).isFalse();
  }

  @Test
  void anyOfSeveralExpressionsIsEnoughAndTwoAtOnceAreOne() {
    Schedule cron = cron(Optional.empty(), "0 12 * * *", "0 0 * * *", "0 */12 * * *", "30 1 1 * *");

    assertThat(dueTimes(cron, Instant.parse("2026-11-30T12:00:00Z"), 4))
        .containsExactly(
            Instant.parse("2026-11-30T23:00:00Z"),
            Instant.parse("2026-12-01T00:30:00Z"),
            Instant.parse("2026-12-01T11:00:00Z"),
            Instant.parse("2026-12-01T23:00:00Z"));
  }

  @Test
  void aTimeThatDoesNotExistIsDueButNotDemanded() {
    DueTimes nightly = DueTimes.of(cron(Optional.empty(), "30 2 * * *"), ITEM);
    Instant saturday = Instant.parse("2026-03-28T12:00:00Z");
    Instant afterTheGap = Instant.parse("2026-03-29T01:00:00Z");

    assertThat(nightly.next(saturday)).contains(afterTheGap);
    assertThat(nightly.isDisplaced(afterTheGap)).isTrue();
    assertThat(nightly.nextDemanded(saturday)).contains(Instant.parse("2026-03-30T00:30:00Z"));
    assertThat(DueTimes.of(cron(Optional.empty(), "30 2 * * *", "0 3 * * *"), ITEM))
        .satisfies(both -> assertThat(both.isDisplaced(afterTheGap)).isFalse())
        .satisfies(both -> assertThat(both.nextDemanded(saturday)).contains(afterTheGap));
  }

  @Test
  void outsideItsHoursNothingIsDue() {
    Schedule cron = cron(Optional.of(office()), "30 */6 * * *");

    assertThat(dueTimes(cron, NOON, 3))
        .containsExactly(
            Instant.parse("2026-11-23T11:30:00Z"),
            Instant.parse("2026-11-24T11:30:00Z"),
            Instant.parse("2026-11-25T11:30:00Z"));
  }

  @Test
  void whatIsNeverDueWithinItsHoursIsNeverDue() {
    assertThat(DueTimes.next(cron(Optional.of(office()), "0 3 * * *"), ITEM, NOON)).isEmpty();
    assertThat(DueTimes.next(cron(Optional.of(office()), "0 12 * * sun"), ITEM, NOON)).isEmpty();
  }

  @Test
  void anIntervalKeepsItsGridWithinTheHours() {
    Duration minute = Duration.ofMinutes(1);
    Schedule within = new Schedule.Every(minute, Duration.ZERO, Optional.of(office()));
    OpenHours hours = OpenHours.of(Optional.of(office()));
    List<Instant> expected = new ArrayList<>();
    for (Instant due = NOON;
        due.isBefore(NOON.plus(Duration.ofDays(5)));
        due = DueTimes.next(every(minute), ITEM, due).orElseThrow()) {
      if (hours.contains(due) && due.isAfter(NOON)) {
        expected.add(due);
      }
    }

    assertThat(dueTimes(within, NOON, expected.size())).isEqualTo(expected);
    assertThat(DueTimes.count(within, ITEM, NOON, NOON.plus(Duration.ofDays(5))))
        .isEqualTo(expected.size());
  }

  @ParameterizedTest(name = "every {0} within half an hour a day: {1} times in ten weeks")
  @CsvSource({"1, 70", "7, 10", "5, 14"})
  void whatIsDueEverySoManyDaysIsSoHoweverShortItsHours(int days, int times) {
    Hours short30 =
        new Hours(
            List.of(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(9, 30))), Set.of(), PARIS);
    OpenHours hours = OpenHours.of(Optional.of(short30));
    Schedule schedule =
        new Schedule.Every(Duration.ofDays(days), Duration.ZERO, Optional.of(short30));
    for (int i = 0; i < 200; i++) {
      ItemId item = anyItem(random);
      DueTimes due = DueTimes.of(schedule, item);
      Instant first = due.next(NOON).orElseThrow();

      assertThat(due.count(first, first.plus(Duration.ofDays(70))))
          .isBetween(times - 1L, times + 1L);
      assertThat(hours.contains(first)).isTrue();
    }
  }

  @Test
  void itemsWithEqualHoursAreSpreadOverThem() {
    Hours hour =
        new Hours(
            List.of(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(10, 0))), Set.of(), PARIS);
    Schedule daily = new Schedule.Every(Duration.ofDays(1), Duration.ZERO, Optional.of(hour));
    int[] perTenMinutes = new int[6];
    for (int i = 0; i < 6_000; i++) {
      Instant due =
          DueTimes.next(daily, new ItemId("chrona", "production", "i" + i), NOON).orElseThrow();
      perTenMinutes[(int) (due.getEpochSecond() / 600 % 6)]++;
    }

    assertThat(IntStream.of(perTenMinutes).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1_150));
  }

  private static List<Instant> dueTimes(Schedule schedule, Instant after, int most) {
    List<Instant> due = new ArrayList<>();
    Optional<Instant> next = DueTimes.next(schedule, ITEM, after);
    while (due.size() < most && next.isPresent()) {
      due.add(next.get());
      next = DueTimes.next(schedule, ITEM, next.get());
    }
    return due;
  }

  private static Hours office() {
    return new Hours(
        List.of(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(13, 0))),
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
        PARIS);
  }

  private static Schedule anySchedule(Random random, RandomCron crons) {
    Optional<Hours> hours = random.nextBoolean() ? Optional.empty() : Optional.of(anyHours(random));
    return random.nextBoolean()
        ? new Schedule.Every(Duration.ofSeconds(anySeconds(random)), Duration.ZERO, hours)
        : cron(hours, crons.next(), crons.next());
  }

  private static Hours anyHours(Random random) {
    return new Hours(
        List.of(
            new Hours.Span(
                LocalTime.of(random.nextInt(24), 0), LocalTime.of(random.nextInt(24), 30))),
        random.nextBoolean() ? Set.of() : EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))),
        PARIS);
  }

  private static Schedule.Cron cron(Optional<Hours> hours, String... expressions) {
    return new Schedule.Cron(List.of(expressions), PARIS, Duration.ZERO, hours);
  }

  private static long anySeconds(Random random) {
    long seconds = 1 + (long) Math.pow(366 * 86_400.0 - 1, random.nextDouble());
    return Math.min(seconds, 366 * 86_400);
  }

  private static ItemId anyItem(Random random) {
    return new ItemId("s" + random.nextInt(10), "production", "item-" + random.nextInt());
  }

  private static Instant anyInstant(Random random) {
    return NOON.plusMillis(random.nextLong(-100_000_000_000L, 100_000_000_000L));
  }

  private static Schedule.Every every(Duration interval) {
    return new Schedule.Every(interval, Duration.ZERO);
  }
}
