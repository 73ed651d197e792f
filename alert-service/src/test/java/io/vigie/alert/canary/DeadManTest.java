package io.vigie.alert.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vigie.testkit.hook.FakeHook;
import io.vigie.testkit.hook.HookProtocol;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadManTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FakeHook hook = FakeHook.start(HookProtocol.anything());

  @AfterEach
  void close() {
    hook.close();
    var _ = vertx.close();
  }

  private DeadMan deadMan(Optional<String> url) {
    return new DeadMan(new Config(url), vertx, registry, InstantSource.system());
  }

  private record Config(Optional<String> url) implements DeadManConfig {
    @Override
    public Duration timeout() {
      return PATIENCE;
    }

    @Override
    public Duration fresh() {
      return Duration.ofMinutes(1);
    }

    @Override
    public Duration canaryChangesEvery() {
      return Duration.ofMinutes(5);
    }
  }

  private double pings(String outcome) {
    return registry.counter("vigie_deadman_pings", "outcome", outcome).count();
  }

  private void awaitPings(String outcome) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (pings(outcome) < 1 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(pings(outcome)).isEqualTo(1);
  }

  @Test
  void saysOutsideThatTheCanaryCameRound() {
    deadMan(Optional.of(hook.url() + "/ping/uuid")).cameRound(true);
    assertThat(hook.awaitTaken(1, PATIENCE).getFirst().path()).isEqualTo("/ping/uuid");
    awaitPings("ok");
    assertThat(registry.get("vigie_canary_age_seconds").gauge().value()).isBetween(0.0, 30.0);
  }

  @Test
  void saysNothingOfARoundThatTookTooLong() {
    deadMan(Optional.of(hook.url())).cameRound(false);
    assertThat(pings("withheld")).isEqualTo(1);
    assertThat(registry.get("vigie_canary_age_seconds").gauge().value()).isNaN();
    assertThat(hook.requests()).isZero();
  }

  @Test
  void aSwitchThatIsAwayIsCounted() {
    hook.goAway();
    deadMan(Optional.of(hook.url())).cameRound(true);
    awaitPings("failed");
  }

  @Test
  void withoutAnAddressNothingIsSaid() {
    deadMan(Optional.empty()).cameRound(true);
    assertThat(hook.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "[fd00:ec2::254]", "[::ffff:a9fe:a9fe]", "[fe80::1]"})
  void anAddressThatNobodyMayReachIsRefused(String host) {
    assertThatThrownBy(() -> deadMan(Optional.of("https://" + host + "/ping/secret")))
        .hasMessageStartingWith("vigie.deadman.url: must not lead to an address that is never")
        .hasMessageNotContaining("secret");
  }

  @Test
  void anAddressThatAnybodyCouldReadIsRefusedAndNotRepeated() {
    assertThatThrownBy(() -> deadMan(Optional.of("http://example.com/ping/secret")))
        .hasMessage(
            "vigie.deadman.url: must be an https address, or an http address of this machine");
  }
}
