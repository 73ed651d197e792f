package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.Effect.StateChanged;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.state.ItemState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** There is maintenance from 30 s to 90 s after the start. */
class MaintenanceTest {

  private static final Instant BEGIN = Samples.START.plusSeconds(30);
  private static final Instant END = Samples.START.plusSeconds(90);

  private final Check check = Samples.maintained(Samples.check("CH-001"), BEGIN, END);
  private final History item = new History(check);

  @Test
  void statesGoOnButNoIncidentOpens() {
    item.runs("ppp").runs("f");
    assertThat(item.word()).isEqualTo(ItemState.FAILING);
    assertThat(item.effects)
        .containsExactly(
            new StateChanged(
                ItemState.PASSING,
                ItemState.FAILING,
                "broken at 2026-11-20T08:00:40Z (maintenance: no incident is opened)"));
    assertThat(item.wakeAt()).contains(item.now.plusSeconds(25));
    assertThat(item.runs("p").word()).isEqualTo(ItemState.PASSING);
    assertThat(item.effects).hasOnlyElementsOfType(StateChanged.class);
  }

  @Test
  void whatIsStillFailingAtTheEndOpensItsIncidentThen() {
    item.runs("ppp").runs("fffff");
    assertThat(item.wakeAt()).contains(END);
    item.until(END);
    assertThat(item.effects(IncidentOpened.class))
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.id()).isEqualTo(IncidentId.of(check.item(), BEGIN.plusSeconds(10)));
              assertThat(opened.firstFailedAt()).isEqualTo(BEGIN.plusSeconds(10));
            });
    assertThat(item.state.since()).isEqualTo(BEGIN.plusSeconds(10));
    assertThat(item.until(END.plusSeconds(1)).effects).isEmpty();
    assertThat(item.runs("p").effects(IncidentResolved.class)).hasSize(1);
  }

  @Test
  void theNextFailureAfterTheEndOpensItToo() {
    item.runs("ppp").runs("f");
    item.now = END;
    assertThat(item.runs("f").effects(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void aResultOfTheWindowThatComesLateOpensNothingByItself() {
    item.runs("ppp");
    item.now = END.plusSeconds(5);
    item.take(item.seen('f', END.minusSeconds(10)));
    assertThat(item.effects(IncidentOpened.class)).isEmpty();
    item.take(item.seen('p', END));
    assertThat(item.effects).hasOnlyElementsOfType(StateChanged.class);
  }

  @Test
  void whatWasOpenBeforeStaysAndItsEndIsTold() {
    item.runs("f");
    assertThat(item.effects(IncidentOpened.class)).hasSize(1);
    item.runs("fff");
    assertThat(item.state.incident()).isPresent();
    assertThat(item.runs("p").effects(IncidentResolved.class)).hasSize(1);
    assertThat(item.now).isBefore(END);
  }

  @Test
  void whatIsHalfRecoveredAtTheEndIsStillFailing() {
    item.check =
        Samples.maintained(
            Samples.check(check.item(), new Thresholds(1, 1, 3), "default"), BEGIN, END);
    item.runs("ppp").runs("fffpp").until(END);
    assertThat(item.effects(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void blindnessForgetsWhatWasHeldAndTheNextFailureOpensIt() {
    item.runs("ppp").runs("fbbb");
    assertThat(item.word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.until(END).effects).isEmpty();
    assertThat(item.runs("f").effects(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void aJobThatFallsSilentInMaintenanceIsToldAtItsEnd() {
    Instant late = Instant.parse("2026-11-21T02:00:00Z");
    History job =
        new History(
            Samples.maintained(
                Samples.nightly("CH-099"), late.minusSeconds(60), late.plusSeconds(60)));
    assertThat(job.until(late).word()).isEqualTo(ItemState.FAILING);
    assertThat(job.effects(IncidentOpened.class)).isEmpty();
    assertThat(job.wakeAt()).contains(late.plusSeconds(60));
    assertThat(job.until(late.plusSeconds(60)).effects(IncidentOpened.class)).hasSize(1);
  }
}
