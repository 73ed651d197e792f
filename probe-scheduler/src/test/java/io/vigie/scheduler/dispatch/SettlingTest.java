package io.vigie.scheduler.dispatch;

import static io.vigie.scheduler.plan.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.scheduler.dispatch.Settling.Turn;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlingTest {

  private final Settling settling = new Settling();

  @Test
  void nothingIsSettledBeforeTheFirstTurn() {
    assertThat(settling.upTo()).isEqualTo(Instant.MIN);
  }

  @Test
  void aTurnWithoutMessagesIsSettledAtOnce() {
    Turn _ = settling.begin(NOON);

    assertThat(settling.upTo()).isEqualTo(NOON);
  }

  @Test
  void aTurnIsSettledWithItsLastMessage() {
    Turn _ = settling.begin(NOON);
    Turn turn = settling.begin(NOON.plusSeconds(1));
    turn.sent();
    turn.sent();
    turn.settled();

    assertThat(settling.upTo()).isEqualTo(NOON);
    assertThat(settling.unsettled()).isEqualTo(1);
    turn.settled();
    assertThat(settling.upTo()).isEqualTo(NOON.plusSeconds(1));
    assertThat(settling.unsettled()).isZero();
  }

  @Test
  void aTurnIsNotSettledBeforeTheOnesBeforeIt() {
    Turn first = settling.begin(NOON);
    first.sent();
    Turn second = settling.begin(NOON.plusSeconds(1));
    second.sent();
    second.settled();

    assertThat(settling.upTo()).isEqualTo(Instant.MIN);
    first.settled();
    assertThat(settling.upTo()).isEqualTo(NOON.plusSeconds(1));
  }
}
