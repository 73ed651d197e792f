package io.vigie.scheduler.plan;

import static io.vigie.scheduler.plan.Samples.LONG_AGO;
import static io.vigie.scheduler.plan.Samples.NOON;
import static io.vigie.scheduler.plan.Samples.check;
import static io.vigie.scheduler.plan.Samples.cron;
import static io.vigie.scheduler.plan.Samples.every;
import static io.vigie.scheduler.plan.Samples.fromTwoPlaces;
import static io.vigie.scheduler.plan.Samples.item;
import static io.vigie.scheduler.plan.Samples.order;
import static io.vigie.scheduler.plan.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;

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

/** How a planner goes on with what another has begun. */
class SuccessionTest {

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  private final Planner planner = new Planner(LEAD, TOLERANCE, CATCH_UP);

  @Test
  void goesOnWhereTheFormerOwnerEnded() {
    Planned item = item("a", 10);
    Instant due = item.next(NOON.plus(LEAD)).orElseThrow();

    assertThat(planner.inherit(item, left(NOON, Set.of(), true), NOON.plusMillis(300))).isEmpty();

    assertThat(planner.nextTurn()).contains(due.minus(LEAD));
  }

  @Test
  void sendsNothingThatTheFormerOwnerSentAfterItsClaim() {
    Planned item = item("a", 10);
    Instant due = item.next(NOON.plus(LEAD)).orElseThrow();
    RunId sent = RunId.of(item.item(), due);

    planner.inherit(item, left(NOON, Set.of(sent), true), due.minusMillis(500));

    assertThat(planner.advance(due.minusMillis(500)).runs()).isEmpty();
    assertThat(planner.advance(due.plusSeconds(9)).runs())
        .extracting(Run::dueAt)
        .containsExactly(due.plusSeconds(10));
  }

  @Test
  void sendsForThePlacesThatTheFormerOwnerDidNotComeTo() {
    Planned item = planned(fromTwoPlaces(check("a", "r1", every(10), order())), LONG_AGO);
    Instant due = item.next(NOON.plus(LEAD)).orElseThrow();
    RunId sent = RunId.of(item.item(), due, "outside");

    planner.inherit(item, left(NOON, Set.of(sent), true), due.minusMillis(500));

    assertThat(planner.advance(due.minusMillis(500)).runs())
        .extracting(run -> run.letter().location())
        .containsExactly("inside");
  }

  @Test
  void makesUpForTheNewestThatWentByAndCountsTheOthers() {
    Planned item = item("a", 10);
    Instant first = item.next(NOON.plus(LEAD)).orElseThrow();
    Instant now = first.plusSeconds(23);

    assertThat(planner.inherit(item, left(NOON, Set.of(), true), now))
        .containsExactly(new Skipped(item, first, 2, Reason.UNATTENDED));
    Plan plan = soon(now);

    assertThat(plan.skipped()).isEmpty();
    assertThat(plan.runs()).hasSize(1);
    Run late = plan.runs().getFirst();
    assertThat(late.dueAt()).isEqualTo(first.plusSeconds(20));
    assertThat(late.sendAt()).isEqualTo(first.plusSeconds(19));
    assertThat(late.notAfter()).isBetween(now.plusSeconds(5), now.plusSeconds(6));
  }

  @Test
  void whatTheFormerOwnerSentIsNeitherMadeUpForNorCounted() {
    Planned item = item("a", 10);
    Instant first = item.next(NOON.plus(LEAD)).orElseThrow();
    Instant now = first.plusSeconds(13);
    Set<RunId> both =
        Set.of(RunId.of(item.item(), first), RunId.of(item.item(), first.plusSeconds(10)));

    assertThat(planner.inherit(item, left(NOON, both, true), now)).isEmpty();
    assertThat(soon(now).runs()).isEmpty();
  }

  /** Its process stood still: it is the same as if it had gone on. */
  @Test
  void theAccountBeginsWithTheFirstRunThatDidNotTakePlace() {
    Planned item = item("a", 10);
    Instant first = item.next(NOON.plus(LEAD)).orElseThrow();
    Instant now = first.plusSeconds(33);
    Set<RunId> sent = Set.of(RunId.of(item.item(), first));

    assertThat(planner.inherit(item, left(NOON, sent, true), now))
        .containsExactly(new Skipped(item, first.plusSeconds(10), 2, Reason.UNATTENDED));
  }

  @Test
  void makesUpForNothingOfItsOwn() {
    Planned item = item("a", 10);
    Instant first = item.next(NOON.plus(LEAD)).orElseThrow();
    Instant now = first.plusSeconds(23);

    assertThat(planner.inherit(item, left(NOON, Set.of(), false), now))
        .containsExactly(new Skipped(item, first, 3, Reason.UNATTENDED));
    assertThat(soon(now).runs()).isEmpty();
  }

  @Test
  void doesNotMakeUpForWhatIsSentAgainAtOnce() {
    Planned item = item("a", 1);
    Instant first = item.next(NOON.plus(LEAD)).orElseThrow();
    Instant now = first.plusMillis(4_500);

    List<Skipped> lost = planner.inherit(item, left(NOON, Set.of(), true), now);
    Plan plan = soon(now);

    assertThat(lost).containsExactly(new Skipped(item, first, 4, Reason.UNATTENDED));
    assertThat(plan.runs())
        .extracting(Run::dueAt)
        .containsExactly(first.plusSeconds(4), first.plusSeconds(5));
  }

  @Test
  void makesUpForADailyRunWithinTheTimeForCatchingUpOnly() {
    Planned daily = item("a", cron("0 12 * * *"));
    Instant before = NOON.minusSeconds(3_600);

    Instant now = NOON.plus(CATCH_UP).minusSeconds(1);
    planner.inherit(daily, left(before, Set.of(), true), now);
    assertThat(soon(now).runs()).extracting(Run::dueAt).containsExactly(NOON);

    Planner tooLate = new Planner(LEAD, TOLERANCE, CATCH_UP);
    assertThat(
            tooLate.inherit(daily, left(before, Set.of(), true), NOON.plus(CATCH_UP).plusMillis(1)))
        .containsExactly(new Skipped(daily, NOON, 1, Reason.UNATTENDED));
    assertThat(tooLate.nextTurn()).isPresent();
  }

  @Test
  void beginsAfreshWhereNobodyWasBefore() {
    Planned item = item("a", 1);

    assertThat(planner.inherit(item, left(NOON, Set.of(), false), NOON)).isEmpty();
    assertThat(planner.advance(NOON).runs()).isEmpty();
    assertThat(planner.advance(NOON.plusSeconds(1)).runs()).hasSize(1);
  }

  /** A hundred a second are ordinary; four seconds went by that nobody was in time for. */
  @Test
  void makesUpNoFasterThanAsManyAgainAsAreOrdinary() {
    Instant now = NOON.plusSeconds(6);
    for (int i = 0; i < 3_000; i++) {
      planner.inherit(item("i" + i, 30), left(NOON, Set.of(), true), now);
    }
    Plan _ = planner.advance(now);
    List<Instant> late = new ArrayList<>();
    for (int second = 0; second < 10; second++) {
      int before = late.size();
      for (int turn = 1; turn <= 50; turn++) {
        Instant at = now.plusSeconds(second).plusMillis(turn * 20L);
        Plan plan = planner.advance(at);
        assertThat(plan.skipped()).isEmpty();
        plan.runs().stream()
            .filter(run -> run.sendAt().isBefore(now))
            .forEach(run -> late.add(run.dueAt()));
      }
      assertThat(late.size() - before).isLessThanOrEqualTo(111);
    }

    assertThat(late).isSorted().hasSizeBetween(340, 460);
    assertThat(planner.givenOut()).isEqualTo(now.plusSeconds(10));
  }

  @Test
  void whatWaitsToBeMadeUpForHoldsTheClaimBack() {
    Instant now = NOON.plusSeconds(29);
    for (int i = 0; i < 500; i++) {
      planner.inherit(item("i" + i, 30), left(NOON, Set.of(), true), now);
    }
    Plan _ = planner.advance(now);

    assertThat(planner.givenOut()).isBetween(NOON, NOON.plusSeconds(2));
    assertThat(planner.nextTurn().orElseThrow()).isBefore(now);
  }

  @Test
  void whatWaitsIsForgottenWithItsItemAndFollowsItsRevision() {
    Instant now = NOON.plusSeconds(29);
    planner.inherit(item("gone", 30), left(NOON, Set.of(), true), now);
    planner.inherit(item("new", 30), left(NOON, Set.of(), true), now);
    planner.remove(Samples.id("gone"));
    planner.put(planned(check("new", "r2", every(30), order()), LONG_AGO), now);

    List<Run> runs = soon(now).runs();

    assertThat(runs).extracting(run -> run.planned().revision()).containsExactly("r2");
    assertThat(runs).extracting(run -> run.planned().item().item()).containsExactly("new");
  }

  @Test
  void whatIsDueOnDeploymentInheritsNothing() {
    Planned item = item("a", new io.vigie.contract.check.Schedule.OnDeploy(Duration.ZERO));

    assertThat(planner.inherit(item, left(LONG_AGO, Set.of(), true), NOON)).isEmpty();
    assertThat(planner.nextTurn()).isEmpty();
    assertThat(planner.find(item.item())).isPresent();
  }

  /**
   * Owners die one after the other, each having said only some time ago how far it got: no due time
   * is sent twice, and each is sent or counted.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whoeverDiesWhenever(long seed) {
    Random random = new Random(seed);
    List<Planned> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      items.add(
          i % 5 == 0 ? item("i" + i, cron("*/2 * * * *")) : item("i" + i, 1 + random.nextInt(40)));
    }
    Set<RunId> log = new HashSet<>();
    Map<Planned, Long> accounted = new HashMap<>();
    Instant now = NOON;
    Instant claim = NOON;
    for (int owner = 0; owner < 12; owner++) {
      Planner next = new Planner(LEAD, TOLERANCE, CATCH_UP);
      Inheritance left = left(claim, Set.copyOf(log), true);
      for (Planned item : items) {
        next.inherit(item, left, now).forEach(lost -> count(accounted, lost));
      }
      for (int turn = random.nextInt(400); turn >= 0; turn--) {
        now = now.plusMillis(1 + random.nextInt(100));
        Plan plan = next.advance(now);
        plan.runs().forEach(run -> assertThat(log.add(run.id())).as("%s", run).isTrue());
        plan.runs().forEach(run -> accounted.merge(run.planned(), 1L, Long::sum));
        plan.skipped().forEach(lost -> count(accounted, lost));
        claim = random.nextInt(5) == 0 || !plan.skipped().isEmpty() ? next.givenOut() : claim;
      }
      claim = settleSkipped(next, claim);
      now = now.plusMillis(random.nextInt(8_000));
    }
    Instant end = claim;
    for (Planned item : items) {
      Duration ahead = LEAD.plus(item.early());
      long least = item.count(NOON.plus(ahead).plusMillis(1), end.plus(ahead).plusMillis(1));
      long most = item.count(NOON.plus(ahead).plusMillis(1), now.plus(ahead).plusMillis(1));
      assertThat(accounted.getOrDefault(item, 0L)).as("%s", item.item()).isBetween(least, most);
    }
  }

  /** Accounts are told before the claim is renewed, so they are not given twice. */
  private static Instant settleSkipped(Planner planner, Instant claim) {
    Instant givenOut = planner.givenOut();
    return givenOut.isAfter(claim) ? claim : givenOut;
  }

  private static void count(Map<Planned, Long> accounted, Skipped lost) {
    accounted.merge(lost.planned(), lost.runs(), Long::sum);
  }

  /** What comes of it within a tenth of a second. */
  private Plan soon(Instant now) {
    Plan first = planner.advance(now);
    Plan second = planner.advance(now.plusMillis(100));
    List<Run> runs = new ArrayList<>(first.runs());
    runs.addAll(second.runs());
    List<Skipped> skipped = new ArrayList<>(first.skipped());
    skipped.addAll(second.skipped());
    return new Plan(runs, skipped);
  }

  private static Inheritance left(Instant upTo, Set<RunId> sent, boolean makesUp) {
    return new Inheritance(upTo, sent, upTo.plus(Duration.ofDays(1)), makesUp);
  }

  @Test
  void forgetsWhatTheFormerOwnerSentOnceThatTimeHasPassed() {
    Planned item = item("a", 10);
    Instant due = item.next(NOON.plus(LEAD)).orElseThrow();
    Inheritance short1 =
        new Inheritance(NOON, Set.of(RunId.of(item.item(), due.plusSeconds(20))), NOON, true);

    planner.inherit(item, short1, NOON);
    planner.advance(due.minus(LEAD));
    planner.advance(due.plusSeconds(9));

    assertThat(planner.advance(due.plusSeconds(19)).runs())
        .extracting(Run::dueAt)
        .containsExactly(due.plusSeconds(20));
  }
}
