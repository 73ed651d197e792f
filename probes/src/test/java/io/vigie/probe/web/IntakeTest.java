package io.vigie.probe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final int CHUNK = 32 * 1024;

  private final AtomicInteger rooms = new AtomicInteger();
  private final Intake intake = new Intake(rooms::incrementAndGet);

  @Test
  void isReadInTheOrderInWhichItCame() throws Exception {
    intake.offer(new byte[] {1, 2});
    intake.offer(new byte[] {3});
    intake.end();

    assertThat(intake.readAllBytes()).containsExactly(1, 2, 3);
    assertThat(intake.read()).isNegative();
  }

  @Test
  void takesOnlySoMuchAndSaysWhenThereIsRoomAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(intake.offer(new byte[CHUNK])).isTrue();
    }
    assertThat(intake.offer(new byte[CHUNK])).isFalse();

    intake.readNBytes(2 * CHUNK + 1);
    assertThat(rooms).hasValue(1);
    assertThat(intake.offer(new byte[CHUNK])).isTrue();
  }

  /** What was on its way when no more was wanted comes all the same. */
  @Test
  void saysThatThereIsRoomAlsoWhereMoreCameAfterItWasFull() throws Exception {
    for (int i = 0; i < 4; i++) {
      intake.offer(new byte[CHUNK]);
    }
    intake.readNBytes(CHUNK + 1);
    assertThat(intake.offer(new byte[100])).isFalse();
    assertThat(rooms).hasValue(0);

    intake.readNBytes(3 * CHUNK);
    assertThat(rooms).hasValue(1);
  }

  @Test
  void whoReadsIsToldThatItWasBrokenOff() {
    intake.offer(new byte[] {1});
    intake.breakOff();

    assertThatThrownBy(intake::read).isInstanceOf(IOException.class).hasMessage("broken off");
  }

  @Test
  void whoWaitsIsToldToo() throws Exception {
    Thread breaking = Thread.ofVirtual().start(intake::breakOff);

    assertThatThrownBy(intake::read).isInstanceOf(IOException.class);
    breaking.join();
  }
}
