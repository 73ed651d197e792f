package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.Cause;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.alert.state.Effect.Retold;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the checklist says does not apply, or is decided by something else now. */
class ExclusionTest {

  private final Check check = Samples.check("CH-001");
  private final History item = new History(check);

  @Test
  void anItemThatNoLongerAppliesHasItsIncidentResolved() {
    item.runs("f").defined(Samples.excluded(check, "no Redis here"), false);
    assertThat(item.word()).isEqualTo(ItemState.NOT_APPLICABLE);
    assertThat(item.effects(IncidentResolved.class))
        .singleElement()
        .satisfies(
            resolved -> {
              assertThat(resolved.cause()).isEqualTo(Cause.NO_LONGER_APPLIES);
              assertThat(resolved.resolution()).isEqualTo("no longer applies: no Redis here");
            });
    assertThat(item.wakeAt()).isEmpty();
  }

  @Test
  void whatIsSeenOfItChangesNothing() {
    item.runs("p").defined(Samples.excluded(check, "no Redis here"), false).runs("fff");
    assertThat(item.word()).isEqualTo(ItemState.NOT_APPLICABLE);
    assertThat(item.effects).isEmpty();
  }

  @Test
  void anotherReasonIsTold() {
    item.defined(Samples.excluded(check, "no Redis here"), false);
    item.defined(Samples.excluded(check, "Redis is gone"), false);
    assertThat(item.effects).containsExactly(new Retold("Redis is gone"));
    item.defined(Samples.excluded(check, "Redis is gone"), false);
    assertThat(item.effects).isEmpty();
  }

  @Test
  void whatAppliesAgainIsPending() {
    item.runs("p").defined(Samples.excluded(check, "no Redis here"), false);
    item.defined(check, false);
    assertThat(item.word()).isEqualTo(ItemState.PENDING);
    assertThat(item.runs("p").word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void anItemThatOthersDecideNowHasNoIncident() {
    Check rollUp =
        Samples.natured(
            check.item(),
            new RollUp(Samples.all(Samples.item("CH-002"))),
            new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO));
    item.runs("f").defined(rollUp, true);
    assertThat(item.word()).isEqualTo(ItemState.PENDING);
    assertThat(item.effects(IncidentResolved.class)).hasSize(1);
    item.take(new Event.MembersChanged(ItemState.FAILING, "failing: CH-002"));
    assertThat(item.word()).isEqualTo(ItemState.FAILING);
    assertThat(item.silence(Duration.ofDays(1)).effects).isEmpty();
    item.defined(check, true);
    assertThat(item.word()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void anItemThatAJobReportsOfNowIsPendingUntilItDoes() {
    Check beating = Samples.nightly("CH-001");
    assertThat(item.runs("p").defined(beating, true).word()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void anItemThatIsSignedNowSaysSo() {
    item.defined(Samples.attestation("CH-001"), true);
    assertThat(item.effects).containsExactly(new Retold("not signed yet"));
  }

  @Test
  void whatWasAnnouncedStaysOpenUntilTheJobReports() {
    Check beating = Samples.nightly("CH-001");
    assertThat(item.runs("f").defined(beating, true).word()).isEqualTo(ItemState.FAILING);
    assertThat(item.runs("p").effects(IncidentResolved.class)).hasSize(1);
  }
}
