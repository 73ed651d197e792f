package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentHeld;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentReopened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items that go to and fro; ten seconds a run, which fails and recovers at once. */
class UnrestTest {

  private final Check check = Samples.check("CH-001");
  private final History history = new History(check);

  @Test
  void whatFailsAgainShortlyAfterItsEndHasNotBeenOver() {
    IncidentId first = opened("pf");
    history.runs("p");
    assertThat(history.effects(IncidentResolved.class)).hasSize(1);
    history.runs("f");
    assertThat(history.effects(IncidentOpened.class)).isEmpty();
    assertThat(history.effects(IncidentReopened.class))
        .extracting(IncidentReopened::id)
        .containsExactly(first);
    assertThat(history.state.incident()).map(OpenIncident::id).contains(first);
  }

  @ParameterizedTest(name = "fails again after {0} passes of ten seconds: the same incident {1}")
  @CsvSource({"1,true", "59,true", "61,false", "200,false"})
  void whatFailsAgainMuchLaterIsAnotherIncident(int passes, boolean same) {
    IncidentId first = opened("pf");
    history.runs("p".repeat(passes)).runs("f");
    assertThat(history.state.incident().map(OpenIncident::id).equals(Optional.of(first)))
        .isEqualTo(same);
  }

  @Test
  void theCanaryFailsByTurnsAndEachTurnIsTold() {
    History canary = new History(Samples.check(Rules.CANARY, new Thresholds(1, 1, 1), "default"));
    Set<IncidentId> opened = new HashSet<>();
    for (int round = 0; round < 10; round++) {
      canary.runs("ppf");
      canary.effects(IncidentOpened.class).forEach(effect -> opened.add(effect.id()));
      canary.runs("p");
      assertThat(canary.effects(IncidentResolved.class)).hasSize(1);
    }
    assertThat(opened).hasSize(10);
  }

  @Test
  void theFourthTurnWithinAQuarterOfAnHourHoldsItOpen() {
    IncidentId first = opened("pf");
    history.runs("pf");
    assertThat(history.effects(IncidentHeld.class)).isEmpty();
    history.runs("p");
    assertThat(history.effects(IncidentHeld.class)).hasSize(1);
    assertThat(history.effects(IncidentResolved.class)).isEmpty();
    assertThat(history.word()).isEqualTo(ItemState.FAILING);
    for (int i = 0; i < 30; i++) {
      history.runs("f");
      assertThat(history.effects).isEmpty();
      history.runs("p");
      assertThat(history.effects).isEmpty();
    }
    assertThat(history.state.incident()).map(OpenIncident::id).contains(first);
  }

  @Test
  void itIsOverWhenItHasPassedForTenMinutes() {
    opened("pf");
    history.runs("pfp");
    history.runs("p".repeat(58));
    assertThat(history.word()).isEqualTo(ItemState.FAILING);
    history.runs("p");
    assertThat(history.word()).isEqualTo(ItemState.PASSING);
    assertThat(history.effects(IncidentResolved.class)).hasSize(1);
  }

  @Test
  void aFailureWhileItIsHeldBeginsTheTenMinutesAnew() {
    opened("pf");
    history.runs("pfp").runs("p".repeat(50)).runs("f").runs("p".repeat(59));
    assertThat(history.word()).isEqualTo(ItemState.FAILING);
    history.runs("p");
    assertThat(history.word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void aBacklogThatIsReadAtOnceIsNoFlapping() {
    Instant read = history.now.plus(Duration.ofHours(6));
    Set<IncidentId> opened = new HashSet<>();
    for (int turn = 1; turn <= 12; turn++) {
      Instant dueAt = history.now.plus(Duration.ofMinutes(20L * turn));
      readLate(turn % 2 == 0 ? 'p' : 'f', dueAt, read);
      assertThat(history.effects(IncidentHeld.class)).isEmpty();
      history.effects(IncidentOpened.class).forEach(one -> opened.add(one.id()));
    }
    assertThat(opened).hasSize(6);
    assertThat(history.word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void whatWentToAndFroWhileNobodyReadIsHeldOpen() {
    Instant read = history.now.plus(Duration.ofHours(6));
    for (int turn = 1; turn <= 4; turn++) {
      readLate(turn % 2 == 0 ? 'p' : 'f', history.now.plus(Duration.ofMinutes(turn)), read);
    }
    assertThat(history.effects(IncidentHeld.class)).hasSize(1);
    readLate('p', history.now.plus(Duration.ofMinutes(14)), read);
    assertThat(history.word()).isEqualTo(ItemState.PASSING);
  }

  private void readLate(char letter, Instant dueAt, Instant read) {
    Instant before = history.now;
    Event.Seen seen = history.seen(letter, dueAt);
    history.now = read;
    history.take(seen);
    history.now = before;
  }

  @Test
  void turnsThatAreFarApartAreNoFlapping() {
    opened("pf");
    for (int i = 0; i < 10; i++) {
      history.runs("p".repeat(61)).runs("f");
      assertThat(history.effects(IncidentHeld.class)).isEmpty();
    }
  }

  @Test
  void aWaiverARemovalAndAChangeThatItNoLongerAppliesEndItAtOnce() {
    opened("pf");
    history.runs("pfp");
    assertThat(new History(check).take(new Event.Removed()).effects).isEmpty();
    Waiver waiver = new Waiver("Ada", "known", history.now, history.now.plusSeconds(60));
    Step step =
        new StateMachine(Rules.of(check).waived(Optional.of(waiver)))
            .step(history.state, new Event.WaiverChanged(), history.now);
    assertThat(step.effects()).hasAtLeastOneElementOfType(IncidentResolved.class);
    history.take(new Event.Removed());
    assertThat(history.effects(IncidentResolved.class)).hasSize(1);
  }

  @Test
  void nothingIsRememberedOfWhatIsLongAgo() {
    opened("pf");
    history.runs("p");
    assertThat(history.state.track().unrest()).isPresent();
    history.runs("p".repeat(120));
    assertThat(history.state.track().unrest()).isEmpty();
  }

  @Test
  void silenceAndBlindnessNeitherEndNorBreakTheHold() {
    opened("pf");
    history.runs("pfp").runs("bbb");
    assertThat(history.word()).isEqualTo(ItemState.UNKNOWN);
    history.silence(Duration.ofMinutes(20));
    assertThat(history.word()).isEqualTo(ItemState.STALE);
    assertThat(history.state.incident()).isPresent();
    history.runs("p");
    assertThat(history.word()).isEqualTo(ItemState.PASSING);
  }

  private IncidentId opened(String runs) {
    history.runs(runs);
    return history.effects(IncidentOpened.class).getFirst().id();
  }
}
