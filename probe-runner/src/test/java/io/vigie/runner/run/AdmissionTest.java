package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.runner.run.Admission.Entrant;
import io.vigie.runner.run.Admission.Wait;
import io.vigie.runner.run.Claim.Need;
import io.vigie.runner.run.Claim.Place;
import io.vigie.runner.run.Claim.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final int ANY = Integer.MAX_VALUE;

  private final List<String> admitted = new ArrayList<>();

  @Test
  void admitsUpToItsLimitAndTheOthersInTheirOrder() {
    Admission admission = new Admission(ANY);
    Entrant first = entrant("1", places(2));
    admission.enter(first);
    admission.enter(entrant("2", places(2)));
    admission.enter(entrant("3", places(2)));
    admission.enter(entrant("4", places(2)));
    assertThat(admitted).containsExactly("1", "2");

    admission.leave(first);

    assertThat(admitted).containsExactly("1", "2", "3");
    assertThat(admission.taken()).isEqualTo(2);
  }

  @Test
  void theUrgentGoBeforeTheOthersInTheirOwnOrder() {
    Admission admission = new Admission(ANY);
    Entrant running = entrant("running", places(1));
    admission.enter(running);
    admission.enter(entrant("ordinary", places(1)));
    Entrant urgent = urgent("urgent");
    admission.enter(urgent);
    Entrant second = urgent("second urgent");
    admission.enter(second);

    admission.leave(running);
    admission.leave(urgent);
    admission.leave(second);

    assertThat(admitted).containsExactly("running", "urgent", "second urgent", "ordinary");
  }

  @Test
  void nobodyGoesBesideWhoMustBeAlone() {
    Admission admission = new Admission(ANY);
    Entrant alone = entrant("alone", alone("host"));
    admission.enter(alone);
    admission.enter(entrant("shared", shared("host")));
    admission.enter(entrant("other", shared("elsewhere")));
    assertThat(admitted).containsExactly("alone", "other");

    admission.leave(alone);

    assertThat(admitted).containsExactly("alone", "other", "shared");
  }

  @Test
  void whoRestsKeepsOnlyWhatHeHasAlone() {
    Admission admission = new Admission(ANY);
    Entrant alone = entrant("alone", alone("host"), places(1));
    admission.enter(alone);
    admission.enter(entrant("shared", shared("host"), places(1)));
    Entrant elsewhere = entrant("elsewhere", shared("other"), places(1));
    admission.enter(elsewhere);
    assertThat(admitted).containsExactly("alone");

    admission.leaveAllButAlone(alone);
    assertThat(admitted).containsExactly("alone", "elsewhere");
    assertThat(admission.taken()).isEqualTo(1);
    admission.leave(elsewhere);
    assertThat(admission.taken()).isZero();

    admission.leave(alone);
    assertThat(admitted).containsExactly("alone", "elsewhere", "shared");
    assertThat(admission.taken()).isEqualTo(1);
  }

  @Test
  void whoMustBeAloneIsNotStarvedByAStreamOfOthers() {
    Admission admission = new Admission(ANY);
    Entrant first = entrant("first", shared("host"));
    admission.enter(first);
    Entrant alone = entrant("alone", alone("host"));
    admission.enter(alone);
    Entrant late = entrant("late", shared("host"));
    admission.enter(late);
    assertThat(admitted).containsExactly("first");

    admission.leave(first);
    assertThat(admitted).containsExactly("first", "alone");

    admission.leave(alone);
    assertThat(admitted).containsExactly("first", "alone", "late");
  }

  @Test
  void whoGivesUpKeepsNobodyElseWaiting() {
    Admission admission = new Admission(ANY);
    admission.enter(entrant("first", shared("host")));
    Entrant alone = entrant("alone", alone("host"));
    admission.enter(alone);
    admission.enter(entrant("late", shared("host")));

    assertThat(admission.withdraw(alone)).contains(new Wait("host is busy", false));

    assertThat(admitted).containsExactly("first", "late");
    assertThat(admission.withdraw(alone)).isEmpty();
  }

  @Test
  void saysWhatOneWaitedFor() {
    Admission admission = new Admission(ANY);
    admission.enter(entrant("first", places(1)));
    Entrant second = entrant("second", places(1));
    admission.enter(second);

    assertThat(admission.withdraw(second))
        .contains(new Wait("this runner was at its limit of 1 runs at once", true));
  }

  @Test
  void needsAtLeastOnePlace() {
    assertThatThrownBy(() -> Limits.of(0))
        .hasMessage("vigie.runner.max-concurrent: must be at least 1, was 0");
  }

  /** Whatever comes and goes: the rules hold at each moment, and everybody gets in. */
  @Test
  void keepsItsRulesUnderARandomCrowd() throws Exception {
    Admission admission = new Admission(ANY);
    Map<String, Integer> shared = new HashMap<>();
    Map<String, Integer> alone = new HashMap<>();
    AtomicInteger broken = new AtomicInteger();
    int crowd = 2_000;
    CountDownLatch gone = new CountDownLatch(crowd);
    Random random = new Random(42);
    for (int i = 0; i < crowd; i++) {
      List<Need> needs = new ArrayList<>();
      for (String what : List.of("a", "b", "c")) {
        if (random.nextInt(3) == 0) {
          needs.add(new Thing(what, random.nextInt(4) == 0, "busy"));
        }
      }
      needs.add(places(5));
      Entrant[] self = new Entrant[1];
      Claim claim = new Claim(needs, random.nextInt(10) == 0);
      self[0] =
          new Entrant(
              claim,
              () ->
                  Thread.startVirtualThread(
                      () -> {
                        note(claim, shared, alone, broken, 1);
                        note(claim, shared, alone, broken, -1);
                        admission.leave(self[0]);
                        gone.countDown();
                      }));
      admission.enter(self[0]);
    }

    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(broken).hasValue(0);
    assertThat(admission.taken()).isZero();
  }

  private static void note(
      Claim claim,
      Map<String, Integer> shared,
      Map<String, Integer> alone,
      AtomicInteger broken,
      int change) {
    synchronized (shared) {
      for (Need any : claim.needs()) {
        if (!(any instanceof Thing need)) {
          continue;
        }
        (need.alone() ? alone : shared).merge(need.what(), change, Integer::sum);
        int together = shared.getOrDefault(need.what(), 0);
        int exclusive = alone.getOrDefault(need.what(), 0);
        if (exclusive > 1 || (exclusive == 1 && together > 0)) {
          broken.incrementAndGet();
        }
      }
    }
  }

  private Entrant entrant(String name, Need... needs) {
    return new Entrant(new Claim(List.of(needs), false), () -> admitted.add(name));
  }

  private Entrant urgent(String name) {
    return new Entrant(new Claim(List.of(places(1)), true), () -> admitted.add(name));
  }

  private static Need alone(String what) {
    return new Thing(what, true, what + " is busy");
  }

  private static Need shared(String what) {
    return new Thing(what, false, what + " is busy");
  }

  private static Need places(int most) {
    return new Place("runs", most, 0);
  }
}
