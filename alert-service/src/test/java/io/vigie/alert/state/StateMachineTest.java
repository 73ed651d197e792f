package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.Effect.StateChanged;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules one by one; that no cell of the table is missing is the business of the grid. */
class StateMachineTest {

  private static final ItemId ITEM = Samples.item("CH-001");
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final History history = of(new Thresholds(2, 3, 2));

  private static History of(Thresholds thresholds) {
    return new History(Samples.check(ITEM, thresholds, "default"));
  }

  @Test
  void confirmsAFailureAtTwoOfThree() {
    assertThat(history.runs("ppf").word()).isEqualTo(ItemState.PASSING);
    assertThat(history.runs("pf").word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void forgetsAFailureThatLeavesTheWindow() {
    assertThat(history.runs("fppfppf").word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void opensWithTheFirstFailureOfTheWindowAndTheLastPass() {
    history.runs("ppfpf");
    Instant confirmed = Samples.START.plusSeconds(50);
    assertThat(history.effects)
        .containsExactly(
            new StateChanged(ItemState.PASSING, ItemState.FAILING, "broken at " + confirmed),
            new IncidentOpened(
                IncidentId.of(ITEM, confirmed),
                Samples.START.plusSeconds(30),
                Samples.failure("broken at " + Samples.START.plusSeconds(30)),
                Optional.of(Samples.START.plusSeconds(40)),
                seen(2)));
  }

  @Test
  void namesTheFirstFailureStillInTheWindowAndNoOlderOne() {
    history.runs("pfppff");
    assertThat(history.effects)
        .filteredOn(IncidentOpened.class::isInstance)
        .extracting(effect -> ((IncidentOpened) effect).firstFailedAt())
        .containsExactly(Samples.START.plusSeconds(50));
  }

  @Test
  void recoversAfterTwoPassesInARow() {
    history.runs("ffpf");
    assertThat(history.runs("p").word()).isEqualTo(ItemState.FAILING);
    assertThat(history.runs("p").word()).isEqualTo(ItemState.PASSING);
    assertThat(history.effects)
        .containsExactly(
            new StateChanged(ItemState.FAILING, ItemState.PASSING, "fine"),
            new IncidentResolved(
                IncidentId.of(ITEM, Samples.START.plusSeconds(20)),
                Effect.Cause.RECOVERED,
                "fine",
                seen(3)));
  }

  private static Optional<Sightings> seen(int runs) {
    return Optional.of(new Sightings(runs, runs, List.of("r-1")));
  }

  @Test
  void doesNotCountFailuresOfAClosedIncidentAgain() {
    History quick = of(new Thresholds(2, 3, 1));
    assertThat(quick.runs("ffp").word()).isEqualTo(ItemState.PASSING);
    assertThat(quick.runs("f").word()).isEqualTo(ItemState.PASSING);
    assertThat(quick.runs("f").word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void blindAndMissedRunsNeitherFillNorBreakTheWindow() {
    assertThat(history.runs("pfbmf").word()).isEqualTo(ItemState.FAILING);
    assertThat(history.runs("pbp").word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void isUnknownAfterThreeBlindRunsInARow() {
    assertThat(history.runs("pbb").word()).isEqualTo(ItemState.PASSING);
    assertThat(history.runs("pbb").word()).isEqualTo(ItemState.PASSING);
    assertThat(history.runs("m").word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(history.effects).hasSize(1);
  }

  @Test
  void keepsTheIncidentWhileBlind() {
    history.runs("ffbbb");
    assertThat(history.word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(history.state.incident()).isPresent();
    assertThat(history.runs("p").word()).isEqualTo(ItemState.FAILING);
    assertThat(history.runs("p").word()).isEqualTo(ItemState.PASSING);
    assertThat(history.effects).hasAtLeastOneElementOfType(IncidentResolved.class);
  }

  @Test
  void goesBackToFailingWithoutASecondOpening() {
    history.runs("ffbbbf");
    assertThat(history.word()).isEqualTo(ItemState.FAILING);
    assertThat(history.effects).hasOnlyElementsOfType(StateChanged.class);
  }

  @Test
  void isStaleAfterSilenceAndKeepsTheIncident() {
    history.runs("ff").silence(PATIENCE.minusMillis(1));
    assertThat(history.word()).isEqualTo(ItemState.FAILING);
    history.silence(Duration.ofMillis(1));
    assertThat(history.word()).isEqualTo(ItemState.STALE);
    assertThat(history.state.incident()).isPresent();
    assertThat(history.effects).hasOnlyElementsOfType(StateChanged.class);
  }

  @Test
  void neverSeenIsNotGreenForEver() {
    assertThat(history.silence(PATIENCE).word()).isEqualTo(ItemState.STALE);
  }

  @Test
  void silenceWhileWeSleptIsOurs() {
    history.runs("p");
    history.now = history.now.plus(Duration.ofHours(2));
    Instant awake = history.now.minusSeconds(5);
    assertThat(history.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.PASSING);
    history.now = awake.plus(PATIENCE);
    assertThat(history.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.STALE);
  }

  @Test
  void aDueTimeInTheFutureBuysNoPatience() {
    history.runs("p");
    history.take(history.seen('p', history.now.plus(Duration.ofHours(1))));
    assertThat(history.silence(PATIENCE).word()).isEqualTo(ItemState.STALE);
  }

  @Test
  void aFailureAfterSilenceIsUnknownUntilConfirmed() {
    history.runs("ppp").silence(PATIENCE);
    assertThat(history.runs("f").word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(history.runs("f").word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void aRepeatedOrOlderResultChangesNothing() {
    history.runs("pf");
    State before = history.state;
    for (char letter : "pfbm".toCharArray()) {
      assertThat(history.take(history.seen(letter, history.now)).state).isSameAs(before);
      assertThat(history.take(history.seen(letter, history.now.minusSeconds(7))).state)
          .isSameAs(before);
      assertThat(history.effects).isEmpty();
    }
  }

  @Test
  void aCheckThatLooksElsewhereForgetsWhatWasSeenButNotWhatWasAnnounced() {
    history.runs("ffp").take(new Event.CheckChanged(true, false));
    assertThat(history.word()).isEqualTo(ItemState.FAILING);
    assertThat(history.runs("p").word()).isEqualTo(ItemState.FAILING);
    assertThat(history.runs("p").word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void aNewDefinitionIsGivenItsPatience() {
    history.runs("p");
    history.now = history.now.plus(Duration.ofHours(5));
    history.take(new Event.CheckChanged(false, false));
    assertThat(history.take(new Event.Tick(Instant.MIN)).word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void removalClosesWhatWasOpened() {
    history.runs("ff").take(new Event.Removed());
    assertThat(history.word()).isEqualTo(ItemState.PENDING);
    assertThat(history.effects)
        .contains(
            new IncidentResolved(
                IncidentId.of(ITEM, Samples.START.plusSeconds(20)),
                Effect.Cause.REMOVED,
                "item removed",
                seen(2)));
  }

  @Test
  void aWarningLeavesItPassingAndIsToldOnce() {
    history.runs("pw");
    assertThat(history.word()).isEqualTo(ItemState.PASSING);
    assertThat(history.effects).containsExactly(new Effect.Retold("fine"));
    assertThat(history.state.warningText()).contains("took < 1s: 2s");
    assertThat(history.runs("w").effects).isEmpty();
    assertThat(history.runs("p").effects).containsExactly(new Effect.Retold("fine"));
    assertThat(history.state.warningText()).isEmpty();
  }

  @Test
  void manyRunsThatWereMissedAtOnceCountAsMany() {
    history.runs("p");
    Instant dueAt = history.now.plusSeconds(50);
    Event.Look look = history.seen('m', dueAt).look();
    history.take(new Event.Missed(look, "5 runs missed: asleep", 5));
    assertThat(history.word()).isEqualTo(ItemState.UNKNOWN);
  }

  @Test
  void whatSomebodyAskedForCountsLikeAnyOther() {
    Event.Look look =
        new Event.Look(RunId.of(ITEM, history.now), history.now, "r-1", "outside", Cause.REQUEST);
    assertThat(history.take(new Event.Passed(look, "fine", Optional.empty())).word())
        .isEqualTo(ItemState.PASSING);
  }
}
