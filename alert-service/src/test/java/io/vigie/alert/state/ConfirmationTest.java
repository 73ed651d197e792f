package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.ConfirmationWanted;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.Retold;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Somebody else must see a failure too before it is believed. */
class ConfirmationTest {

  private static final ItemId ITEM = Samples.item("CH-001");
  private static final Instant THIRD = Samples.START.plusSeconds(30);

  private final Check check =
      Samples.confirmed(
          Samples.check(ITEM, new Thresholds(2, 3, 2), "default"),
          new Confirm.AtLocation("inside"));
  private final History item = new History(check);

  @Test
  void isAskedForOnceInsteadOfOpening() {
    item.runs("pff");
    assertThat(item.word()).isEqualTo(ItemState.PASSING);
    assertThat(item.effects).containsExactly(new ConfirmationWanted(THIRD, "inside", "r-1"));
    assertThat(item.runs("f").effects).isEmpty();
  }

  @Test
  void anotherRunnerIsAskedAtTheSamePlace() {
    item.check = Samples.confirmed(item.check, new Confirm.DifferentRunner());
    item.runs("pff");
    assertThat(item.effects).containsExactly(new ConfirmationWanted(THIRD, "outside", "r-1"));
  }

  @Test
  void aConfirmedFailureOpensTheIncidentThatItWouldHaveOpened() {
    item.runs("pff").answered('f');
    assertThat(item.word()).isEqualTo(ItemState.FAILING);
    assertThat(item.effects(IncidentOpened.class))
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.id()).isEqualTo(IncidentId.of(ITEM, THIRD));
              assertThat(opened.firstFailedAt()).isEqualTo(THIRD.minusSeconds(10));
            });
    assertThat(item.effects(Effect.StateChanged.class).getFirst().reason())
        .endsWith("(confirmed by r-2 at inside)");
  }

  @Test
  void aFailureThatIsNotConfirmedIsNotBelieved() {
    item.runs("pff").answered('p');
    assertThat(item.word()).isEqualTo(ItemState.PASSING);
    assertThat(item.effects)
        .containsExactly(new Retold("a failure was not confirmed by r-2 at inside: fine"));
    assertThat(item.runs("f").effects).isEmpty();
    assertThat(item.runs("f").effects(ConfirmationWanted.class)).hasSize(1);
  }

  @Test
  void whoCannotLookCannotExcuse() {
    item.runs("pff").answered('b');
    assertThat(item.effects(IncidentOpened.class).getFirst().firstFailure().summary())
        .isEqualTo(
            "broken at " + THIRD.minusSeconds(10) + " (nobody could confirm it: no resolver)");
    assertThat(item.effects(Effect.StateChanged.class).getFirst().reason())
        .endsWith("(nobody could confirm it: no resolver)");
  }

  @Test
  void noAnswerInTimeCannotExcuse() {
    item.runs("pff");
    assertThat(item.wakeAt()).contains(item.now.plusSeconds(25));
    item.runs("f");
    assertThat(item.silence(Duration.ofSeconds(19)).effects).isEmpty();
    item.silence(Duration.ofSeconds(1));
    assertThat(item.effects(IncidentOpened.class)).hasSize(1);
    assertThat(item.effects(Effect.StateChanged.class).getFirst().reason())
        .endsWith("(nobody could confirm it: no answer within 30 s)");
  }

  @Test
  void silenceWhileWeSleptIsNoAnswer() {
    item.runs("pff");
    Instant awake = item.now.plusSeconds(25);
    item.now = awake.plusSeconds(20);
    assertThat(item.take(new Event.Tick(awake)).effects(IncidentOpened.class)).isEmpty();
  }

  @Test
  void passesThatOutweighTheFailureSettleIt() {
    item.runs("pff").runs("pp");
    assertThat(item.state.track().doubt()).isEmpty();
    assertThat(item.answered('f').effects).isEmpty();
    assertThat(item.word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void anAnswerThatComesTwiceOrUnaskedChangesNothing() {
    assertThat(item.runs("p").answered('f').effects).isEmpty();
    item.runs("ff").answered('f');
    State open = item.state;
    assertThat(item.answered('f').state).isEqualTo(open);
    assertThat(item.answered('p').state).isEqualTo(open);
  }

  @Test
  void anAnswerToAnEarlierQuestionIsNoAnswer() {
    item.runs("pff");
    Event.Look old =
        new Event.Look(RunId.of(ITEM, THIRD), THIRD, "r-2", "inside", Cause.CONFIRMATION);
    assertThat(item.take(History.seen('f', old)).effects).isEmpty();
    assertThat(item.state.track().doubt()).isPresent();
  }

  @Test
  void whenNobodyNeedsToConfirmAnyMoreTheNextFailureOpensTheOnlyIncident() {
    item.runs("pff").defined(Samples.check(ITEM, new Thresholds(2, 3, 2), "default"), false);
    assertThat(item.runs("f").effects(IncidentOpened.class)).hasSize(1);
    assertThat(item.runs("f").effects).isEmpty();
    assertThat(item.runs("ffff").until(item.now.plusSeconds(1)).effects).isEmpty();
  }

  @Test
  void inMaintenanceAConfirmedFailureIsHeld() {
    item.check = Samples.maintained(check, Samples.START, Samples.START.plusSeconds(300));
    item.runs("pff").answered('f');
    assertThat(item.word()).isEqualTo(ItemState.FAILING);
    assertThat(item.effects(IncidentOpened.class)).isEmpty();
    item.runs("f").until(Samples.START.plusSeconds(300));
    assertThat(item.effects(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void afterSilenceAFailureInDoubtIsUnknown() {
    item.check = Samples.confirmed(Samples.check("CH-001"), new Confirm.DifferentRunner());
    item.runs("p").silence(Duration.ofSeconds(60)).runs("f");
    assertThat(item.word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.effects(ConfirmationWanted.class)).hasSize(1);
    assertThat(item.answered('p').word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.runs("p").word()).isEqualTo(ItemState.PASSING);
  }
}
