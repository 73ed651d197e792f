package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.runner.run.Admission.Entrant;
import io.vigie.runner.run.Claim.Need;
import io.vigie.runner.run.Claim.Place;
import io.vigie.runner.run.Claim.Thing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is scarce is dealt out evenly, whatever the crowd. Time here is simulated. */
class FairnessTest {

  private static final int PLACES = 50;

  @Test
  void aSystemWithTenThousandSlowChecksDoesNotDelayAnother() {
    Simulation simulation = new Simulation(Integer.MAX_VALUE);
    for (int i = 0; i < 10_000; i++) {
      simulation.arrives(0, "slow", 30_000);
    }
    for (int i = 0; i < 100; i++) {
      simulation.arrives(1_000 + i * 500, "quick", 100);
    }

    simulation.run();

    assertThat(simulation.longestWait("quick")).isZero();
    assertThat(simulation.most).isEqualTo(PLACES - PLACES / 5 + 1);
  }

  @RepeatedTest(20)
  void nobodyWaitsLongerThanHisShareOfThePlacesMakesHim(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Simulation simulation = new Simulation(Integer.MAX_VALUE);
    int systems = 2 + random.nextInt(6);
    for (int i = 0; i < 2_000; i++) {
      simulation.arrives(0, "crowd-" + random.nextInt(systems), 10);
    }
    simulation.arrives(5, "small", 10);

    simulation.run();

    // Its turn is at the latest when the first place is free.
    assertThat(simulation.longestWait("small")).isLessThanOrEqualTo(10);
    assertThat(simulation.ended).isEqualTo(2_001);
    assertThat(simulation.most).isLessThanOrEqualTo(PLACES);
  }

  @Test
  void thoseWhoAreOneTooManyAreTurnedAwayFromTheLongestQueue() {
    Simulation simulation = new Simulation(100);
    for (int i = 0; i < 10_000; i++) {
      simulation.arrives(0, "slow", 30_000);
    }
    for (int i = 0; i < 40; i++) {
      simulation.arrives(1, "quick", 100);
    }

    simulation.run();

    assertThat(simulation.turnedAway.keySet()).containsExactly("slow");
    assertThat(simulation.turnedAway.get("slow"))
        .isBetween(10_000 - PLACES - 100, 10_000 - PLACES + 100);
    assertThat(simulation.why)
        .isEqualTo(
            "this runner was at its limit of 40 runs at once for system slow, and 100 runs waited"
                + " already");
  }

  @Test
  void aTargetThatIsAtItsLimitKeepsNoOtherWaiting() {
    Admission admission = new Admission(Integer.MAX_VALUE);
    List<String> through = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      admission.enter(against("slow.example", through));
    }
    admission.enter(against("other.example", through));

    assertThat(through).hasSize(11).contains("other.example");
  }

  /** What used to take a second and more for each that came or left. */
  @Test
  void tenThousandThatWaitCostNextToNothing() {
    Admission admission = new Admission(Integer.MAX_VALUE);
    Deque<Entrant> inside = new ArrayDeque<>();
    long begun = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      Entrant[] self = new Entrant[1];
      Need target = new Thing("target " + i % 7, false, "busy", 20);
      self[0] =
          new Entrant(
              new Claim(List.of(target, new Place("runs", PLACES, 10)), "s" + i % 20, false),
              () -> inside.add(self[0]));
      admission.enter(self[0]);
    }
    int left = 0;
    while (!inside.isEmpty()) {
      admission.leave(inside.remove());
      left++;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(left).isEqualTo(10_000);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
    System.getLogger("fairness").log(System.Logger.Level.INFO, "20,000 events took " + took);
  }

  private static Entrant against(String host, List<String> through) {
    return new Entrant(
        new Claim(
            List.of(new Thing(host, false, "busy", 10), new Place("runs", PLACES, 0)), "s", false),
        () -> through.add(host));
  }

  /** Runs that come at a time and take a time. */
  private static final class Simulation {
    private final Admission admission;
    private final PriorityQueue<Happening> agenda = new PriorityQueue<>();
    private final Map<String, Long> waits = new HashMap<>();
    private final Map<String, Integer> turnedAway = new HashMap<>();
    private String why = "";
    private long now;
    private int number;
    private int ended;
    private int most;

    private record Happening(long at, int number, Runnable what) implements Comparable<Happening> {
      @Override
      public int compareTo(Happening other) {
        return at == other.at ? Integer.compare(number, other.number) : Long.compare(at, other.at);
      }
    }

    Simulation(int mostWaiting) {
      this.admission = new Admission(mostWaiting);
    }

    void arrives(long at, String system, long takes) {
      Entrant[] self = new Entrant[1];
      Claim claim = new Claim(List.of(new Place("runs", PLACES, PLACES / 5)), system, false);
      self[0] =
          new Entrant(
              claim,
              () -> {
                waits.merge(system, now - at, Math::max);
                most = Math.max(most, admission.taken());
                later(now + takes, () -> leave(self[0]));
              },
              reason -> {
                turnedAway.merge(system, 1, Integer::sum);
                why = reason;
              });
      later(at, () -> admission.enter(self[0]));
    }

    private void leave(Entrant entrant) {
      ended++;
      admission.leave(entrant);
    }

    private void later(long at, Runnable what) {
      agenda.add(new Happening(at, number++, what));
    }

    void run() {
      while (!agenda.isEmpty()) {
        Happening next = agenda.remove();
        now = next.at();
        next.what().run();
      }
    }

    long longestWait(String system) {
      return waits.get(system);
    }
  }
}
