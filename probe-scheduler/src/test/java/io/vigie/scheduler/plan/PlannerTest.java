package io.vigie.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));

  private final Planner planner = new Planner(LEAD, TOLERANCE);

  @Test
  void sendsAJobOneLeadAheadOfItsDueTime() {
    Planned item = item("a", 10);
    Instant due = DueTimes.next(item.schedule(), item.item(), NOON.plus(LEAD));
    planner.put(item, NOON);

    assertThat(planner.nextTurn()).contains(due.minus(LEAD));
    assertThat(planner.advance(due.minus(LEAD).minusMillis(1)).jobs()).isEmpty();
    assertThat(planner.advance(due.minus(LEAD)).jobs())
        .containsExactly(
            new Job(
                RunId.of(item.item(), due),
                item.item(),
                "r1",
                item.probe(),
                due,
                due.plusSeconds(5)));
    assertThat(planner.advance(due).jobs()).isEmpty();
    assertThat(planner.nextTurn()).contains(due.plusSeconds(10).minus(LEAD));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "10, 5", "60, 30", "3600, 60"})
  void aJobIsWorthRunningForHalfItsIntervalWithinBounds(int everySeconds, int patienceSeconds) {
    Planned item = item("a", everySeconds);

    assertThat(item.notAfter(NOON)).isEqualTo(NOON.plusSeconds(patienceSeconds));
  }

  @Test
  void looksOnceSoonAtAnItemThatWasJustPublished() {
    Planned daily = new Planned(id("a"), "r1", every(86_400), order(), NOON);

    planner.put(daily, NOON);
    List<Job> jobs = run(NOON, NOON.plusSeconds(20), Duration.ofMillis(250));

    assertThat(jobs).hasSize(1);
    assertThat(jobs.getFirst().dueAt()).isBetween(NOON.plusSeconds(3), NOON.plusSeconds(13));
  }

  @Test
  void doesNotLookOnceMoreAfterARestart() {
    planner.put(new Planned(id("a"), "r1", every(86_400), order(), LONG_AGO), NOON);
    Instant due = DueTimes.next(every(86_400), id("a"), NOON.plus(LEAD));

    assertThat(planner.nextTurn()).contains(due.minus(LEAD));
  }

  @Test
  void aNewRevisionReplacesTheOldFromTheNextDueTimeOn() {
    planner.put(item("a", 10), NOON);
    planner.put(new Planned(id("a"), "r2", every(10), order(), LONG_AGO), NOON);

    List<Job> jobs = run(NOON, NOON.plusSeconds(30), Duration.ofMillis(100));

    assertThat(jobs).hasSize(3).allSatisfy(job -> assertThat(job.revision()).isEqualTo("r2"));
    assertThat(planner.items()).isEqualTo(1);
  }

  @Test
  void theSameRevisionAgainChangesNothing() {
    planner.put(item("a", 10), NOON);
    List<Job> first = run(NOON, NOON.plusSeconds(10), Duration.ofMillis(100));

    planner.put(item("a", 10), NOON.plusSeconds(10));

    assertThat(first).hasSize(1);
    assertThat(run(NOON.plusSeconds(10), NOON.plusSeconds(30), Duration.ofMillis(100)))
        .doesNotContainAnyElementsOf(first)
        .hasSize(2);
  }

  @Test
  void forgetsWhatIsRemoved() {
    planner.put(item("a", 10), NOON);
    planner.remove(id("a"));
    planner.remove(id("never-there"));

    assertThat(planner.advance(NOON.plusSeconds(60))).isEqualTo(new Plan(List.of(), List.of()));
    assertThat(planner.items()).isZero();
  }

  @Test
  void whoeverTakesOverSendsNoJobThatWasSentBefore() {
    Planned item = item("a", 1);
    planner.put(item, NOON);
    List<Job> before = new ArrayList<>(run(NOON, NOON.plusSeconds(30), Duration.ofMillis(50)));
    Planner successor = new Planner(LEAD, TOLERANCE);

    successor.put(item, NOON.plusSeconds(30));
    Plan after = successor.advance(NOON.plusSeconds(33));

    assertThat(after.jobs()).isNotEmpty().doesNotContainAnyElementsOf(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 3600, 86_400 * 3})
  void aPauseIsCountedAndNotMadeUpFor(int pauseSeconds) {
    for (int i = 0; i < 500; i++) {
      planner.put(item("i" + i, 1 + i % 10), NOON);
    }
    run(NOON, NOON.plusSeconds(10), Duration.ofMillis(50));
    Instant awake = NOON.plusSeconds(10 + pauseSeconds);

    Plan plan = planner.advance(awake);

    double perSecond =
        50
            * (1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0 + 1 / 5.0 + 1 / 6.0 + 1 / 7.0 + 1 / 8.0 + 1 / 9.0
                + 1 / 10.0);
    assertThat(plan.jobs()).hasSizeLessThan((int) (perSecond * 3));
    assertThat(plan.jobs())
        .allSatisfy(job -> assertThat(job.dueAt()).isAfterOrEqualTo(awake.minus(TOLERANCE)));
    assertThat(plan.skipped().stream().mapToLong(Plan.Skipped::runs).sum())
        .isBetween((long) (perSecond * (pauseSeconds - 3)), (long) (perSecond * pauseSeconds));
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    planner.put(item("a", 10), NOON);
    run(NOON, NOON.plusSeconds(60), Duration.ofMillis(100));
    Instant earlier = NOON.minus(Duration.ofHours(1));

    List<Job> jobs = run(earlier, earlier.plusSeconds(60), Duration.ofMillis(100));

    assertThat(jobs).hasSize(6);
  }

  @Test
  void aSmallStepBackSendsNothingTwice() {
    for (int i = 0; i < 50; i++) {
      planner.put(item("i" + i, 1), NOON);
    }
    List<Job> jobs = new ArrayList<>(run(NOON, NOON.plusSeconds(10), Duration.ofMillis(100)));
    jobs.addAll(run(NOON.plusSeconds(7), NOON.plusSeconds(15), Duration.ofMillis(100)));

    assertThat(new HashSet<>(jobs)).hasSameSizeAs(jobs);
  }

  /** Items come and go, time stands still and leaps: each due time is sent or counted, once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyDueTimeIsEitherSentOrCounted(long seed) {
    Random random = new Random(seed);
    Map<ItemId, Instant> plannedFrom = new HashMap<>();
    Map<ItemId, Long> counted = new HashMap<>();
    Set<Job> sent = new HashSet<>();
    Instant now = NOON;
    for (int i = 0; i < 40; i++) {
      planner.put(item("i" + i, 1 + random.nextInt(30)), now);
      plannedFrom.put(id("i" + i), now.plus(LEAD));
    }
    Map<ItemId, Schedule.Every> schedules = new HashMap<>();
    for (int turn = 0; turn < 300; turn++) {
      now = now.plusMillis(random.nextInt(20) == 0 ? random.nextInt(120_000) : random.nextInt(500));
      Plan plan = planner.advance(now);
      for (Job job : plan.jobs()) {
        assertThat(sent.add(job)).isTrue();
        counted.merge(job.item(), 1L, Long::sum);
        assertThat(job.dueAt()).isBetween(now.minus(TOLERANCE), now.plus(LEAD));
      }
      plan.skipped().forEach(skipped -> counted.merge(skipped.item(), skipped.runs(), Long::sum));
    }
    Instant end = now.plus(LEAD).plusMillis(1);
    Random again = new Random(seed);
    for (int i = 0; i < 40; i++) {
      schedules.put(id("i" + i), every(1 + again.nextInt(30)));
    }
    plannedFrom.forEach(
        (item, from) ->
            assertThat(counted.getOrDefault(item, 0L))
                .isEqualTo(DueTimes.count(schedules.get(item), item, from.plusMillis(1), end)));
  }

  @Test
  void aTurnCostsWhatIsDueAndNotHowManyThereAre() {
    for (int i = 0; i < 100_000; i++) {
      planner.put(item("i" + i, 3600), NOON);
    }
    long start = System.nanoTime();
    long jobs = 0;
    for (Instant now = NOON; now.isBefore(NOON.plusSeconds(10)); now = now.plusMillis(20)) {
      jobs += planner.advance(now).jobs().size();
    }

    assertThat(jobs).isBetween(230L, 370L);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void doesNotPileUpWhatWasReplaced() {
    for (int i = 0; i < 100_000; i++) {
      planner.put(new Planned(id("a"), "r" + i, every(86_400), order(), LONG_AGO), NOON);
    }

    assertThat(planner.items()).isEqualTo(1);
    assertThat(planner.advance(NOON).jobs()).isEmpty();
  }

  private List<Job> run(Instant from, Instant to, Duration step) {
    List<Job> jobs = new ArrayList<>();
    for (Instant now = from; now.isBefore(to); now = now.plus(step)) {
      jobs.addAll(planner.advance(now).jobs());
    }
    return jobs;
  }

  private static Planned item(String name, int everySeconds) {
    return new Planned(id(name), "r1", every(everySeconds), order(), LONG_AGO);
  }

  private static ItemId id(String name) {
    return new ItemId("chrona", "production", name);
  }

  private static Schedule.Every every(int seconds) {
    return new Schedule.Every(Duration.ofSeconds(seconds), Duration.ZERO);
  }

  private static final ProbeOrder ORDER =
      new ProbeOrder(
          "http",
          JsonNodeFactory.instance.objectNode(),
          List.of(),
          "outside",
          Duration.ofSeconds(1));

  private static ProbeOrder order() {
    return ORDER;
  }
}
