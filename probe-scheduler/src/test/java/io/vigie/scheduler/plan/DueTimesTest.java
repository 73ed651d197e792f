package io.vigie.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final Random random = new Random(42);

  @Test
  void aDueTimeIsAfterTheGivenOneAndAtMostOneIntervalLater() {
    for (int i = 0; i < 10_000; i++) {
      Schedule.Every every = anyInterval();
      ItemId item = anyItem();
      Instant after = anyInstant();

      Instant next = DueTimes.next(every, item, after);

      assertThat(next).isAfter(after).isBeforeOrEqualTo(after.plus(every.interval()));
    }
  }

  @Test
  void dueTimesLieOnOneGridWhereverOneStarts() {
    for (int i = 0; i < 10_000; i++) {
      Schedule.Every every = anyInterval();
      ItemId item = anyItem();
      Instant first = DueTimes.next(every, item, anyInstant());

      assertThat(DueTimes.next(every, item, first)).isEqualTo(first.plus(every.interval()));
      assertThat(DueTimes.next(every, item, first.minusMillis(1))).isEqualTo(first);
      assertThat(Math.floorMod(first.toEpochMilli(), every.interval().toMillis()))
          .isEqualTo(DueTimes.phase(item, every.interval()).toMillis());
    }
  }

  @Test
  void aMillionStepsDoNotDrift() {
    Schedule.Every every = every(Duration.ofSeconds(7));
    ItemId item = anyItem();
    Instant first = DueTimes.next(every, item, NOON);
    Instant due = first;

    for (int i = 0; i < 1_000_000; i++) {
      due = DueTimes.next(every, item, due);
    }

    assertThat(due).isEqualTo(first.plus(Duration.ofSeconds(7_000_000)));
  }

  @Test
  void countsWhatSteppingWouldFind() {
    for (int i = 0; i < 2_000; i++) {
      Schedule.Every every = every(Duration.ofMillis(1000 + random.nextInt(9000)));
      ItemId item = anyItem();
      Instant from = anyInstant();
      Instant to = from.plusMillis(random.nextInt(100_000));
      long steps = 0;
      for (Instant due = DueTimes.next(every, item, from.minusMillis(1));
          due.isBefore(to);
          due = DueTimes.next(every, item, due)) {
        steps++;
      }

      assertThat(DueTimes.count(every, item, from, to)).isEqualTo(steps);
    }
  }

  /** Whoever changes the hash changes the phase of every item of every installation. */
  @ParameterizedTest
  @CsvSource({"a, 1M, PT4.526S", "b, 1M, PT32.944S", "CH-089, 1H, PT25M44.936S"})
  void keepsItsPhaseForEver(String item, String interval, String phase) {
    assertThat(
            DueTimes.phase(
                new ItemId("chrona", "production", item), Duration.parse("PT" + interval)))
        .isEqualTo(Duration.parse(phase));
  }

  @Test
  void spreadsManyItemsEvenlyOverTheirInterval() {
    int[] perSecond = new int[60];
    IntStream.range(0, 100_000)
        .mapToObj(i -> new ItemId("chrona", "production", "CH-" + i))
        .map(item -> DueTimes.phase(item, Duration.ofSeconds(60)))
        .forEach(phase -> perSecond[(int) phase.toSeconds()]++);

    assertThat(IntStream.of(perSecond).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(1450, 1880));
  }

  private Schedule.Every anyInterval() {
    long seconds = 1 + (long) Math.pow(366 * 86_400.0 - 1, random.nextDouble());
    return every(Duration.ofSeconds(Math.min(seconds, 366 * 86_400)));
  }

  private ItemId anyItem() {
    return new ItemId("s" + random.nextInt(10), "production", "item-" + random.nextInt());
  }

  private Instant anyInstant() {
    return NOON.plusMillis(random.nextLong(-100_000_000_000L, 100_000_000_000L));
  }

  private static Schedule.Every every(Duration interval) {
    return new Schedule.Every(interval, Duration.ZERO);
  }
}
