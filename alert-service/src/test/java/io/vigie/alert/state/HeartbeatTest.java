package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.IncidentResolved;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A job reports every day at 02:00 in Paris, 01:00 UTC, and may be an hour late. */
class HeartbeatTest {

  private static final Instant EXPECTED = Instant.parse("2026-11-21T01:00:00Z");
  private static final Instant LATE = EXPECTED.plus(Duration.ofHours(1));
  private static final Instant NEXT_LATE = LATE.plus(Duration.ofDays(1));

  private final History job = new History(Samples.nightly("CH-099"));

  @Test
  void isPendingUntilTheFirstIsLateAndThenFailing() {
    assertThat(job.wakeAt()).contains(LATE);
    assertThat(job.until(LATE.minusMillis(1)).word()).isEqualTo(ItemState.PENDING);
    assertThat(job.until(LATE).word()).isEqualTo(ItemState.FAILING);
    assertThat(job.effects(IncidentOpened.class))
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.firstFailure().code()).isEqualTo("no-heartbeat");
              assertThat(opened.firstFailure().summary())
                  .isEqualTo("no sign of life yet, expected at 2026-11-21T01:00:00Z");
              assertThat(opened.firstFailedAt()).isEqualTo(EXPECTED);
            });
    assertThat(job.wakeAt()).isEmpty();
  }

  @Test
  void fallsSilentAndRecoversWithTheNextBeat() {
    job.until(EXPECTED.plusSeconds(30)).take(job.seen('p', job.now));
    assertThat(job.word()).isEqualTo(ItemState.PASSING);
    assertThat(job.until(NEXT_LATE.minusMillis(1)).word()).isEqualTo(ItemState.PASSING);
    job.until(NEXT_LATE);
    assertThat(job.word()).isEqualTo(ItemState.FAILING);
    assertThat(job.effects(IncidentOpened.class).getFirst().firstFailure().summary())
        .isEqualTo("no sign of life since 2026-11-21T01:00:30Z, expected at 2026-11-22T01:00:00Z");
    job.now = NEXT_LATE.plusSeconds(60);
    assertThat(job.take(job.seen('p', job.now)).word()).isEqualTo(ItemState.PASSING);
    assertThat(job.effects(IncidentResolved.class)).hasSize(1);
    assertThat(job.wakeAt()).contains(NEXT_LATE.plus(Duration.ofDays(1)));
  }

  @Test
  void aJobThatSaysThatItFailedHasFailed() {
    job.until(EXPECTED).take(job.seen('f', EXPECTED));
    assertThat(job.word()).isEqualTo(ItemState.FAILING);
    assertThat(job.until(NEXT_LATE).effects).isEmpty();
  }

  @Test
  void aBeatThatWasUnderWayWhileItWasMissedIsNotMissedASecondTime() {
    job.until(LATE);
    job.now = LATE.plusSeconds(1);
    assertThat(job.take(job.seen('p', EXPECTED.minusSeconds(60))).word())
        .isEqualTo(ItemState.PASSING);
    assertThat(job.until(LATE.plusSeconds(2)).word()).isEqualTo(ItemState.PASSING);
    assertThat(job.until(NEXT_LATE).word()).isEqualTo(ItemState.FAILING);
    assertThat(job.effects(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void ourOwnDeafnessAccusesNobodyButIsNotGreen() {
    job.take(job.seen('p', job.now));
    Instant awake = EXPECTED.plusSeconds(600);
    job.now = LATE;
    assertThat(job.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.PASSING);
    job.now = awake.plus(Duration.ofHours(1));
    assertThat(job.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.STALE);
    assertThat(job.effects(IncidentOpened.class)).isEmpty();
    job.now = NEXT_LATE;
    assertThat(job.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void deafnessBeforeItWasExpectedIsNoExcuse() {
    job.take(job.seen('p', job.now));
    job.now = LATE;
    assertThat(job.take(new Event.Tick(EXPECTED.minusSeconds(1))).word())
        .isEqualTo(ItemState.FAILING);
  }

  @Test
  void aBeatThatWasWrittenJustBeforeWeListenedIsWaitedFor() {
    History quick =
        new History(
            Samples.natured(
                Samples.item("CH-101"),
                new Heartbeat(Optional.empty()),
                new Schedule.Every(Duration.ofSeconds(1), Duration.ZERO)));
    Instant awake = quick.now.plusSeconds(60);
    quick.now = awake.plusSeconds(14);
    assertThat(quick.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.PENDING);
    quick.now = awake.plusSeconds(15);
    assertThat(quick.take(new Event.Tick(awake)).word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void aNewTitleDoesNotExcuseSilence() {
    job.take(job.seen('p', job.now));
    job.now = EXPECTED.plusSeconds(1);
    job.take(new Event.CheckChanged(false, false));
    assertThat(job.until(LATE).word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void aNewScheduleCountsFromNow() {
    job.take(job.seen('p', job.now));
    job.now = EXPECTED.plusSeconds(1);
    job.take(new Event.CheckChanged(false, true));
    assertThat(job.until(LATE).word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void aTimeThatTheClockLeaptOverIsNotExpected() {
    ZoneId paris = ZoneId.of("Europe/Paris");
    Schedule schedule =
        new Schedule.Cron(List.of("30 2 * * *"), paris, Duration.ofHours(1), Optional.empty());
    History leapt =
        new History(
            Samples.natured(Samples.item("CH-100"), new Heartbeat(Optional.empty()), schedule));
    leapt.now = Instant.parse("2027-03-27T01:30:10Z");
    leapt.take(leapt.seen('p', leapt.now));
    assertThat(leapt.wakeAt()).contains(Instant.parse("2027-03-29T01:30:00Z"));
  }
}
