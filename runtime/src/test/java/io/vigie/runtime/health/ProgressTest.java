package io.vigie.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Instant START = Instant.parse("2026-11-20T09:41:00Z");
  private final Progress progress = new Progress(Duration.ofSeconds(60));

  @Test
  void getsOnWhileThePositionMoves() {
    assertThat(progress.getsOn(10, 5, START)).isTrue();
    assertThat(progress.getsOn(11, 5, START.plusSeconds(50))).isTrue();
    assertThat(progress.getsOn(12, 5, START.plusSeconds(100))).isTrue();
  }

  @Test
  void getsOnWhenThereIsNothingToDo() {
    assertThat(progress.getsOn(10, 0, START)).isTrue();
    assertThat(progress.getsOn(10, 0, START.plusSeconds(3600))).isTrue();
  }

  @Test
  void isStuckWhenWorkWaitsAndThePositionStands() {
    assertThat(progress.getsOn(10, 5, START)).isTrue();
    assertThat(progress.getsOn(10, 9, START.plusSeconds(60))).isTrue();
    assertThat(progress.getsOn(10, 9, START.plusSeconds(61))).isFalse();
  }

  @Test
  void isForgivenOnceItMovesAgain() {
    assertThat(progress.getsOn(10, 5, START)).isTrue();
    assertThat(progress.getsOn(10, 5, START.plusSeconds(90))).isFalse();
    assertThat(progress.getsOn(11, 4, START.plusSeconds(91))).isTrue();
  }

  @Test
  void isGivenItsFullPatienceAfterALongIdleTime() {
    assertThat(progress.getsOn(10, 0, START)).isTrue();
    assertThat(progress.getsOn(10, 0, START.plusSeconds(600))).isTrue();
    assertThat(progress.getsOn(10, 3, START.plusSeconds(620))).isTrue();
    assertThat(progress.getsOn(10, 3, START.plusSeconds(661))).isFalse();
  }

  @Test
  void isGivenItsFullPatienceAgainAfterAnExcuse() {
    assertThat(progress.getsOn(10, 5, START)).isTrue();
    progress.excuse();
    assertThat(progress.getsOn(10, 5, START.plusSeconds(90))).isTrue();
    assertThat(progress.getsOn(10, 5, START.plusSeconds(150))).isTrue();
    assertThat(progress.getsOn(10, 5, START.plusSeconds(151))).isFalse();
  }
}
