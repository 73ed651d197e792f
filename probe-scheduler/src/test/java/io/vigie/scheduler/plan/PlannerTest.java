package io.vigie.scheduler.plan;

import static io.vigie.scheduler.plan.Samples.LONG_AGO;
import static io.vigie.scheduler.plan.Samples.NOON;
import static io.vigie.scheduler.plan.Samples.check;
import static io.vigie.scheduler.plan.Samples.cron;
import static io.vigie.scheduler.plan.Samples.every;
import static io.vigie.scheduler.plan.Samples.fromTwoPlaces;
import static io.vigie.scheduler.plan.Samples.id;
import static io.vigie.scheduler.plan.Samples.item;
import static io.vigie.scheduler.plan.Samples.order;
import static io.vigie.scheduler.plan.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.due.DueTimes;
import io.vigie.contract.job.RunId;
import io.vigie.scheduler.plan.Plan.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  private final Planner planner = newPlanner();

  private static Planner newPlanner() {
    return new Planner(LEAD, TOLERANCE, CATCH_UP);
  }

  @Test
  void sendsAJobOneLeadAheadOfItsDueTime() {
    Planned item = item("a", 10);
    Instant due = item.next(NOON.plus(LEAD)).orElseThrow();
    planner.put(item, NOON);

    assertThat(planner.nextTurn()).contains(due.minus(LEAD));
    assertThat(planner.advance(due.minus(LEAD).minusMillis(1)).runs()).isEmpty();
    assertThat(planner.advance(due.minus(LEAD)).runs())
        .containsExactly(
            new Run(item, item.letters().getFirst(), due, due.plusSeconds(5), due.minus(LEAD)));
    assertThat(planner.advance(due).runs()).isEmpty();
    assertThat(planner.nextTurn()).contains(due.plusSeconds(10).minus(LEAD));
    assertThat(planner.givenOut()).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "10, 5", "60, 30", "120, 60", "3600, 60"})
  void aJobIsWorthRunningForHalfItsIntervalWithinBounds(int everySeconds, int patienceSeconds) {
    planner.put(item("a", everySeconds), NOON);

    Run run = planner.advance(planner.nextTurn().orElseThrow()).runs().getFirst();

    assertThat(run.notAfter()).isEqualTo(run.dueAt().plusSeconds(patienceSeconds));
  }

  @Test
  void looksOnceSoonAtAnItemThatWasJustPublished() {
    planner.put(planned(check("a", "r1", every(86_400), order()), NOON), NOON);

    List<Run> runs = run(NOON, NOON.plusSeconds(20), Duration.ofMillis(250));

    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().dueAt()).isBetween(NOON.plusSeconds(3), NOON.plusSeconds(13));
  }

  @Test
  void doesNotLookOnceMoreAfterARestart() {
    Planned daily = item("a", 86_400);
    planner.put(daily, NOON);

    assertThat(planner.nextTurn())
        .contains(daily.dueTimes().next(NOON.plus(LEAD)).orElseThrow().minus(LEAD));
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"STARTS_WORK", "MAY_LOCK_OUT", "LOADS"})
  void doesNotLookOnceMoreWhereLookingCosts(Effect effect) {
    ProbeOrder costly =
        new ProbeOrder(
            order().kind(),
            order().settings(),
            List.of(),
            "outside",
            LEAD,
            List.of(),
            Optional.empty(),
            Optional.of(effect),
            Optional.empty());
    Planned daily = planned(check("a", "r1", every(86_400), costly), NOON);

    assertThat(daily.firstLook()).isEmpty();
    assertThat(daily.next(NOON)).isEqualTo(daily.dueTimes().next(NOON));
  }

  @Test
  void doesNotLookOnceMoreAtWhatHasFixedTimesOrIsOftenDue() {
    assertThat(planned(check("a", "r1", cron("0 2 * * *"), order()), NOON).firstLook()).isEmpty();
    assertThat(planned(check("a", "r1", every(10), order()), NOON).firstLook()).isEmpty();
    assertThat(planned(check("a", "r1", every(11), order()), NOON).firstLook()).isPresent();
  }

  @Test
  void aFirstLookAtADueTimeIsOneRun() {
    Planned hourly = planned(check("a", "r1", every(3_600), order()), NOON);
    Instant look = hourly.firstLook().orElseThrow();
    Instant due = hourly.dueTimes().next(look).orElseThrow();
    Planned both =
        new Planned(
            hourly.item(),
            "r1",
            hourly.dueTimes(),
            hourly.letters(),
            Optional.of(due),
            Duration.ZERO,
            1,
            false);

    assertThat(hourly.count(NOON, due)).isEqualTo(1);
    assertThat(hourly.count(NOON, due.plusMillis(1))).isEqualTo(2);
    assertThat(hourly.count(look, look)).isZero();
    assertThat(both.count(look, due.plusMillis(1))).isEqualTo(1);
    assertThat(both.next(look)).contains(due);
  }

  @Test
  void severalPlacesAreOneJobEachForTheSameDueTime() {
    Planned item = planned(fromTwoPlaces(check("a", "r1", every(10), order())), LONG_AGO);
    planner.put(item, NOON);

    List<Run> runs = planner.advance(planner.nextTurn().orElseThrow()).runs();

    assertThat(runs)
        .extracting(run -> run.letter().location())
        .containsExactly("outside", "inside");
    assertThat(runs).extracting(Run::dueAt).containsOnly(runs.getFirst().dueAt());
    assertThat(runs)
        .extracting(Run::id)
        .containsExactly(
            RunId.of(item.item(), runs.getFirst().dueAt(), "outside"),
            RunId.of(item.item(), runs.getFirst().dueAt(), "inside"));
  }

  @Test
  void whatNobodyLooksAtIsNotPlanned() {
    Check heartbeat = check("a", "r1", every(10), new Heartbeat(Optional.empty()));
    Check check = check("a", "r1", every(10), order());
    Check notApplicable =
        new Check(
            check.item(),
            "r1",
            check.meaning(),
            check.schedule(),
            check.thresholds(),
            check.nature(),
            check.route(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of("Redis is not used"));

    assertThat(Planned.of(heartbeat, NOON, Samples.CODEC)).isEmpty();
    assertThat(Planned.of(notApplicable, NOON, Samples.CODEC)).isEmpty();
    assertThat(Planned.of(check, NOON, Samples.CODEC)).isPresent();
  }

  @Test
  void whatIsDueOnDeploymentIsKnownAndNeverDue() {
    Planned item = item("a", new Schedule.OnDeploy(Duration.ZERO));
    planner.put(item, NOON);

    assertThat(planner.nextTurn()).isEmpty();
    assertThat(planner.advance(NOON.plusSeconds(86_400))).isEqualTo(Plan.NONE);
    assertThat(planner.find(item.item())).contains(item);
    assertThat(item.onDeploy()).isTrue();
    assertThat(item("b", 10).onDeploy()).isFalse();
  }

  /** All are due at one moment; their jobs go out over three seconds, and nobody else waits. */
  @Test
  void manyThatAreDueAtOneMomentAreSentOverSomeTimeBeforeIt() {
    for (int i = 0; i < 6_000; i++) {
      planner.put(item("c" + i, cron("0 * * * *")), NOON);
    }
    planner.put(item("a", 1), NOON);
    Instant hour = NOON.plusSeconds(3_600);
    int most = 0;
    int all = 0;
    for (Instant now = hour.minusSeconds(10); now.isBefore(hour); now = now.plusMillis(100)) {
      List<Run> runs = planner.advance(now).runs();
      List<Run> crons = runs.stream().filter(run -> run.dueAt().equals(hour)).toList();
      most = Math.max(most, crons.size());
      all += crons.size();
      assertThat(crons)
          .allSatisfy(run -> assertThat(run.sendAt()).isBeforeOrEqualTo(hour.minus(LEAD)));
    }

    assertThat(all).isEqualTo(6_000);
    assertThat(most).isBetween(150, 280);
  }

  @Test
  void aNewRevisionReplacesTheOldFromTheNextDueTimeOn() {
    planner.put(item("a", 10), NOON);
    planner.put(planned(check("a", "r2", every(10), order()), LONG_AGO), NOON);

    List<Run> runs = run(NOON, NOON.plusSeconds(30), Duration.ofMillis(100));

    assertThat(runs)
        .hasSize(3)
        .allSatisfy(run -> assertThat(run.planned().revision()).isEqualTo("r2"));
    assertThat(planner.items()).isEqualTo(1);
    assertThat(planner.all()).extracting(Planned::revision).containsExactly("r2");
  }

  /** Between two turns a due time came; then a new revision; then the turn. */
  @Test
  void aNewRevisionLosesNoDueTimeThatWasNotGivenOutYet() {
    Planned item = item("a", 10);
    planner.put(item, NOON);
    Plan _ = planner.advance(NOON);
    Instant sendAt = planner.nextTurn().orElseThrow();
    planner.put(planned(check("a", "r2", every(10), order()), LONG_AGO), sendAt.plusMillis(3));

    List<Run> runs = planner.advance(sendAt.plusMillis(4)).runs();

    assertThat(runs).extracting(Run::dueAt).containsExactly(sendAt.plus(LEAD));
  }

  @Test
  void theSameRevisionAgainChangesNothing() {
    planner.put(item("a", 10), NOON);
    List<Run> first = run(NOON, NOON.plusSeconds(10), Duration.ofMillis(100));

    planner.put(item("a", 10), NOON.plusSeconds(10));

    assertThat(first).hasSize(1);
    assertThat(ids(run(NOON.plusSeconds(10), NOON.plusSeconds(30), Duration.ofMillis(100))))
        .doesNotContainAnyElementsOf(ids(first))
        .hasSize(2);
  }

  @Test
  void forgetsWhatIsRemoved() {
    planner.put(item("a", 10), NOON);
    planner.remove(id("a"));
    planner.remove(id("never-there"));

    assertThat(planner.advance(NOON.plusSeconds(60))).isEqualTo(Plan.NONE);
    assertThat(planner.items()).isZero();
    assertThat(planner.nextTurn()).isEmpty();
    assertThat(planner.find(id("a"))).isEmpty();
  }

  @Test
  void aTurnCostsWhatIsDueAndNotHowManyThereAre() {
    Planned model = item("model", 3_600);
    for (int i = 0; i < 100_000; i++) {
      ItemId item = id("i" + i);
      planner.put(
          new Planned(
              item,
              "r1",
              DueTimes.of(every(3_600), item),
              model.letters(),
              Optional.empty(),
              Duration.ZERO,
              1 / 3_600.0,
              false),
          NOON);
    }
    long start = System.nanoTime();
    long runs = 0;
    for (Instant now = NOON; now.isBefore(NOON.plusSeconds(10)); now = now.plusMillis(20)) {
      runs += planner.advance(now).runs().size();
    }

    assertThat(runs).isBetween(230L, 370L);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void doesNotPileUpWhatWasReplaced() {
    Planned model = item("a", 86_400);
    for (int i = 0; i < 100_000; i++) {
      planner.put(
          new Planned(
              model.item(),
              "r" + i,
              model.dueTimes(),
              model.letters(),
              Optional.empty(),
              Duration.ZERO,
              0,
              false),
          NOON);
    }

    assertThat(planner.items()).isEqualTo(1);
    assertThat(planner.advance(NOON).runs()).isEmpty();
    assertThat(planner.waste()).isLessThan(2_000);
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
