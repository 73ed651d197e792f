package io.vigie.scheduler.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

  @Test
  void isReadAsItWasWritten() {
    Claim held = new Claim(NOON, Optional.of("vigie-schedulers-1"));
    Claim givenUp = new Claim(NOON, Optional.empty());

    assertThat(held.text()).isEqualTo("up-to=1795176000123 by=vigie-schedulers-1");
    assertThat(Claim.parse(held.text())).contains(held);
    assertThat(Claim.parse(givenUp.text())).contains(givenUp);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "up-to=", "up-to=x", "horizon=12", "up-to=1 by="})
  void whatIsNoClaimIsNone(String metadata) {
    assertThat(Claim.parse(metadata)).isEmpty();
  }
}
