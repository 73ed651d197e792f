package io.vigie.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.probe.ProbeKinds;
import io.vigie.scheduler.checklist.Targets;
import io.vigie.scheduler.plan.Letter;
import io.vigie.scheduler.plan.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeclusionTest {

  private static final String LOGIN = "https://shop.example/login";

  private final Seclusion seclusion = new Seclusion(new Targets(ProbeKinds.discovered())::of);

  @ParameterizedTest
  @EnumSource
  void whatLoadsStartsWorkOrMayLockOutIsForOneRunner(Effect effect) {
    Letter letter =
        Letter.of(
            Samples.id("x"), "r", order(LOGIN, "outside", Optional.of(effect)), Samples.CODEC);

    assertThat(letter.alone())
        .isEqualTo(effect != Effect.READ_ONLY && effect != Effect.WRITES_AND_CLEANS_UP);
  }

  @Test
  void whoLooksAtTheTargetOfWhatMayLockOutGoesTheSameWay() {
    seclusion.learn(
        List.of(
            check("locks", LOGIN, "outside", Optional.of(Effect.MAY_LOCK_OUT)),
            check("beside", "https://SHOP.example:8443/health", "outside", Optional.empty()),
            check("elsewhere", "https://other.example/", "outside", Optional.empty()),
            check("inside", "https://shop.example/", "inside", Optional.empty())));

    assertThat(seclusion.holds(Samples.id("beside"))).isTrue();
    assertThat(seclusion.holds(Samples.id("elsewhere"))).isFalse();
    assertThat(seclusion.holds(Samples.id("inside"))).isFalse();
  }

  @Test
  void whoIsSeenFromSeveralPlacesCountsInEach() {
    Check both =
        Samples.fromTwoPlaces(check("both", "https://shop.example/", "outside", Optional.empty()));
    seclusion.learn(
        List.of(check("locks", LOGIN, "inside", Optional.of(Effect.MAY_LOCK_OUT)), both));

    assertThat(seclusion.holds(both.item())).isTrue();
  }

  @Test
  void nobodyIsSecludedForWhatLoadsOrIsNotThereAnyMore() {
    Check beside = check("beside", "https://shop.example/", "outside", Optional.empty());
    seclusion.learn(List.of(check("loads", LOGIN, "outside", Optional.of(Effect.LOADS)), beside));
    assertThat(seclusion.holds(beside.item())).isFalse();

    seclusion.learn(
        List.of(check("locks", LOGIN, "outside", Optional.of(Effect.MAY_LOCK_OUT)), beside));
    assertThat(seclusion.holds(beside.item())).isTrue();

    seclusion.learn(List.of(beside));
    assertThat(seclusion.holds(beside.item())).isFalse();
  }

  @Test
  void anOrderThatCannotBeReadHasNoTarget() {
    ProbeOrder unreadable =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode().put("urll", LOGIN),
            List.of(),
            "outside",
            Duration.ofSeconds(5));

    assertThat(new Targets(ProbeKinds.discovered()).of(unreadable)).isEmpty();
    assertThat(new Targets(ProbeKinds.of(List.of())).of(Samples.order())).isEmpty();
  }

  private static Check check(String name, String url, String location, Optional<Effect> effect) {
    return Samples.check(name, "r", Samples.every(60), order(url, location, effect));
  }

  private static ProbeOrder order(String url, String location, Optional<Effect> effect) {
    return new ProbeOrder(
        "http",
        JsonNodeFactory.instance.objectNode().put("url", url),
        List.of("status == 200"),
        location,
        Duration.ofSeconds(5),
        List.of(),
        Optional.empty(),
        effect,
        Optional.empty());
  }
}
