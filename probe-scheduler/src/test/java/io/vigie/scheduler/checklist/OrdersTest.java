package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.ProbeOrder.Retry;
import io.vigie.contract.check.Vantage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an item is looked at: from where, how often within a run, and with which care. */
class OrdersTest {

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(folder);
  }

  @Test
  void severalLocationsAreAVantageThatMostMustSee() {
    Check check = desk.looked("location: [inside, outside, cloud, home]");

    assertThat(check.vantage())
        .contains(new Vantage(List.of("inside", "outside", "cloud", "home"), 3));
    assertThat(check.locations()).hasSize(4);
  }

  @Test
  void aQuorumIsANumberOrOneOfThoseThereAre() {
    assertThat(desk.looked("location: [a, b, c]", "quorum: 1").vantage().orElseThrow().quorum())
        .isEqualTo(1);
    assertThat(
            desk.looked("location: [a, b, c]", "quorum: 3 of 3").vantage().orElseThrow().quorum())
        .isEqualTo(3);
  }

  @Test
  void oneLocationInAListIsOneLocation() {
    Check check = desk.looked("location: [inside]");

    assertThat(check.vantage()).isEmpty();
    assertThat(check.locations()).containsExactly("inside");
  }

  @Test
  void aRetryHasAPause() {
    assertThat(order("retry: 2").retry()).contains(new Retry(2, Duration.ofSeconds(1)));
    assertThat(order("retry: { times: 1, backoff: 0s }").retry())
        .contains(new Retry(1, Duration.ZERO));
  }

  @Test
  void theUsualTimeoutLeavesRoomForAllAttempts() {
    assertThat(order("every: 15s", "retry: { times: 2, backoff: 1s }").timeout())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(order("every: 5m", "retry: 5").timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatFitsExactlyFits() {
    assertThat(order("every: 33s", "timeout: 10s", "retry: 2").timeout())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aFailureIsConfirmedByAnotherRunnerOrAtAnotherPlace() {
    assertThat(desk.looked("confirm: differentRunner").confirm())
        .contains(new Confirm.DifferentRunner());
    assertThat(desk.looked("confirm: { location: inside }").confirm())
        .contains(new Confirm.AtLocation("inside"));
  }

  @Test
  void warningsAreKeptBesideExpectations() {
    ProbeOrder order = order("expect: [status == 200]", "warn: [body == '']");

    assertThat(order.expect()).containsExactly("status == 200");
    assertThat(order.warn()).containsExactly("body == ''");
  }

  @Test
  void anEffectIsSentUnlessItIsNone() {
    assertThat(order("effect: read-only").effect()).isEmpty();
    assertThat(order("effect: writes-and-cleans-up").effect())
        .contains(Effect.WRITES_AND_CLEANS_UP);
    assertThat(order("effect: may-lock-out").effect()).contains(Effect.MAY_LOCK_OUT);
    assertThat(order("effect: loads").effect()).contains(Effect.LOADS);
  }

  @Test
  void workIsStartedOncePerHourOrAsOftenAsIsSaid() {
    assertThat(order("every: 1h", "effect: starts-work").effect()).contains(Effect.STARTS_WORK);
    assertThat(order("on: deploy", "effect: starts-work").effect()).contains(Effect.STARTS_WORK);
    assertThat(order("every: 10m", "effect: { is: starts-work, atMostEvery: 10m }").effect())
        .contains(Effect.STARTS_WORK);
  }

  private ProbeOrder order(String... lines) {
    return desk.looked(lines).order().orElseThrow();
  }
}
