package io.vigie.scheduler.plan;

import static io.vigie.scheduler.plan.Samples.NOON;
import static io.vigie.scheduler.plan.Samples.cron;
import static io.vigie.scheduler.plan.Samples.every;
import static io.vigie.scheduler.plan.Samples.id;
import static io.vigie.scheduler.plan.Samples.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.due.DueTimes;
import io.vigie.contract.job.RunId;
import io.vigie.scheduler.plan.Plan.Reason;
import io.vigie.scheduler.plan.Plan.Run;
import io.vigie.scheduler.plan.Plan.Skipped;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of due times when the process stands still or the clock jumps. */
class PausesTest {

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  private final Planner planner = newPlanner();

  private static Planner newPlanner() {
    return new Planner(LEAD, TOLERANCE, CATCH_UP);
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

    double perSecond = 0;
    for (int interval = 1; interval <= 10; interval++) {
      perSecond += 50.0 / interval;
    }
    assertThat(plan.runs()).hasSizeLessThan((int) (perSecond * 3));
    assertThat(plan.runs())
        .allSatisfy(run -> assertThat(run.dueAt()).isAfterOrEqualTo(awake.minus(TOLERANCE)));
    assertThat(plan.skipped().stream().mapToLong(Skipped::runs).sum())
        .isBetween((long) (perSecond * (pauseSeconds - 3)), (long) (perSecond * pauseSeconds));
    assertThat(plan.skipped()).extracting(Skipped::reason).containsOnly(Reason.OVERDUE);
  }

  @Test
  void saysWhyThereWasNoEarlierTurn() {
    planner.put(item("a", 1), NOON);

    assertThat(planner.advance(NOON.plusSeconds(60), Reason.CONGESTED).skipped())
        .extracting(Skipped::reason)
        .containsExactly(Reason.CONGESTED);
  }

  @Test
  void whatIsLateWithinTheToleranceIsStillSent() {
    Planned item = item("a", 10);
    planner.put(item, NOON);
    Instant due = planner.nextTurn().orElseThrow().plus(LEAD);

    assertThat(planner.advance(due.plus(TOLERANCE)).runs())
        .extracting(Run::dueAt)
        .containsExactly(due);

    Instant next = due.plusSeconds(10);
    Plan late = planner.advance(next.plus(TOLERANCE).plusMillis(1));
    assertThat(late.runs()).isEmpty();
    assertThat(late.skipped()).containsExactly(new Skipped(item, next, 1, Reason.OVERDUE));
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    planner.put(item("a", 10), NOON);
    run(NOON, NOON.plusSeconds(60), Duration.ofMillis(100));
    Instant earlier = NOON.minus(Duration.ofHours(1));

    List<Run> runs = run(earlier, earlier.plusSeconds(60), Duration.ofMillis(100));

    assertThat(runs).hasSize(6);
    assertThat(planner.givenOut()).isBetween(earlier, earlier.plusSeconds(60));
  }

  @Test
  void aSmallStepBackSendsNothingTwice() {
    for (int i = 0; i < 50; i++) {
      planner.put(item("i" + i, 1), NOON);
    }
    List<RunId> runs =
        new ArrayList<>(ids(run(NOON, NOON.plusSeconds(10), Duration.ofMillis(100))));
    runs.addAll(ids(run(NOON.plusSeconds(5), NOON.plusSeconds(15), Duration.ofMillis(100))));

    assertThat(new HashSet<>(runs)).hasSameSizeAs(runs);
  }

  /** Items come and go, time stands still and leaps: each due time is sent or counted, once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyDueTimeIsEitherSentOrCounted(long seed) {
    Random random = new Random(seed);
    Map<ItemId, Long> counted = new HashMap<>();
    Set<RunId> sent = new HashSet<>();
    Map<ItemId, Schedule> schedules = new HashMap<>();
    Instant now = NOON;
    for (int i = 0; i < 40; i++) {
      Schedule schedule =
          i % 4 == 0 ? cron("*/" + (1 + i) + " * * * *") : every(1 + random.nextInt(30));
      schedules.put(id("i" + i), schedule);
      planner.put(item("i" + i, schedule), now);
    }
    for (int turn = 0; turn < 300; turn++) {
      now = now.plusMillis(random.nextInt(20) == 0 ? random.nextInt(120_000) : random.nextInt(500));
      Plan plan = planner.advance(now);
      for (Run run : plan.runs()) {
        assertThat(sent.add(run.id())).isTrue();
        counted.merge(run.planned().item(), 1L, Long::sum);
        assertThat(run.dueAt()).isBetween(now.minus(TOLERANCE), now.plus(LEAD).plusSeconds(3));
      }
      plan.skipped()
          .forEach(skipped -> counted.merge(skipped.planned().item(), skipped.runs(), Long::sum));
    }
    Instant end = now;
    schedules.forEach(
        (item, schedule) -> {
          Duration ahead = LEAD.plus(item("" + item.item(), schedule).early());
          assertThat(counted.getOrDefault(item, 0L))
              .as("%s", item)
              .isEqualTo(
                  DueTimes.count(
                      schedule,
                      item,
                      NOON.plus(ahead).plusMillis(1),
                      end.plus(ahead).plusMillis(1)));
        });
  }

  private static List<RunId> ids(List<Run> runs) {
    return runs.stream().map(Run::id).toList();
  }

  private List<Run> run(Instant from, Instant to, Duration step) {
    List<Run> runs = new ArrayList<>();
    for (Instant now = from; now.isBefore(to); now = now.plus(step)) {
      runs.addAll(planner.advance(now).runs());
    }
    return runs;
  }
}
