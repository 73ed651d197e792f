package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A signature holds for 90 days. */
class AttestationTest {

  private static final Duration VALIDITY = Duration.ofDays(90);
  private final History item = new History(Samples.attestation("RF-59"));

  @Test
  void neverSignedStaysPending() {
    assertThat(item.wakeAt()).isEmpty();
    assertThat(item.silence(Duration.ofDays(1000)).word()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void passesAtOnceAndFailsWhenItExpires() {
    item.take(item.seen('p', item.now));
    assertThat(item.word()).isEqualTo(ItemState.PASSING);
    Instant end = item.now.plus(VALIDITY);
    assertThat(item.wakeAt()).contains(end);
    assertThat(item.until(end.minusMillis(1)).word()).isEqualTo(ItemState.PASSING);
    assertThat(item.until(end).word()).isEqualTo(ItemState.FAILING);
    assertThat(item.effects(IncidentOpened.class).getFirst().firstFailure().code())
        .isEqualTo("expired");
    assertThat(item.wakeAt()).isEmpty();

    item.now = end.plusSeconds(60);
    assertThat(item.take(item.seen('p', item.now)).word()).isEqualTo(ItemState.PASSING);
    assertThat(item.effects(IncidentResolved.class)).hasSize(1);
    assertThat(item.wakeAt()).contains(item.now.plus(VALIDITY));
  }

  @Test
  void aSignatureThatIsOnItsWayWhenWeWakeIsWaitedFor() {
    item.take(item.seen('p', item.now));
    Instant awake = item.now.plus(VALIDITY).plusSeconds(5);
    item.now = awake;
    assertThat(item.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.PASSING);
    item.now = awake.plusSeconds(15);
    assertThat(item.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void anotherStatementIsToBeSignedAgain() {
    item.take(item.seen('p', item.now));
    item.defined(signedBy("It was restored and measured.", VALIDITY), true);
    assertThat(item.word()).isEqualTo(ItemState.PENDING);
    assertThat(item.wakeAt()).isEmpty();
  }

  @Test
  void aShorterValidityCountsFromTheSignature() {
    item.take(item.seen('p', item.now));
    Instant signed = item.now;
    item.now = signed.plus(Duration.ofDays(40));
    item.defined(signedBy("It was restored.", Duration.ofDays(30)), false);
    assertThat(item.wakeAt()).contains(signed.plus(Duration.ofDays(30)));
    assertThat(item.until(item.now).word()).isEqualTo(ItemState.FAILING);
  }

  private static Check signedBy(String statement, Duration validity) {
    Check check = Samples.attestation("RF-59");
    return Samples.natured(
        check.item(), new Attestation(statement, validity, List.of("ops")), check.schedule());
  }
}
