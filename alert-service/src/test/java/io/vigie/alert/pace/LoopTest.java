package io.vigie.alert.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {

  private final BlockingQueue<Integer> rounds = new LinkedBlockingQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  private boolean round() {
    rounds.add(count.incrementAndGet());
    return false;
  }

  @Test
  void runsAtOnceWhenWoken() throws InterruptedException {
    try (Loop loop = new Loop("test", Duration.ofMinutes(1), this::round)) {
      loop.start();
      assertThat(rounds.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
      loop.wake();
      assertThat(rounds.poll(5, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void runsWithoutBeingWoken() throws InterruptedException {
    try (Loop loop = new Loop("test", Duration.ofMillis(5), this::round)) {
      loop.start();
      for (int i = 1; i < 4; i++) {
        assertThat(rounds.poll(5, TimeUnit.SECONDS)).isEqualTo(i);
      }
    }
  }

  @Test
  void goesOnWhileThereIsMore() throws InterruptedException {
    Loop.Task task = () -> rounds.add(count.incrementAndGet()) && count.get() < 3;
    try (Loop loop = new Loop("test", Duration.ofMinutes(1), task)) {
      loop.start();
      for (int i = 1; i < 4; i++) {
        assertThat(rounds.poll(5, TimeUnit.SECONDS)).isEqualTo(i);
      }
    }
  }

  @Test
  void survivesItsTask() throws InterruptedException {
    Loop.Task task =
        () -> {
          rounds.add(count.incrementAndGet());
          throw new IllegalStateException("broken on purpose");
        };
    try (Loop loop = new Loop("test", Duration.ofMillis(5), task)) {
      loop.start();
      for (int i = 1; i < 4; i++) {
        assertThat(rounds.poll(5, TimeUnit.SECONDS)).isEqualTo(i);
      }
    }
  }

  @Test
  void endsAfterItsRound() {
    Loop loop = new Loop("test", Duration.ofMinutes(1), this::round).start();
    loop.close();
    int last = count.get();
    loop.wake();
    assertThat(loop.isClosed()).isTrue();
    assertThat(count.get()).isEqualTo(last);
  }
}
