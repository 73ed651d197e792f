package io.vigie.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.wire.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of consumers, given what is known of them. */
class ConsumerProgressTest {

  private static final Watched RESULTS = new Watched("group", Topic.RESULTS.name());
  private static final Watched CHECKS = new Watched("group", Topic.CHECKS.name());
  private static final Standing STUCK = new Standing(10, 5);

  private final Map<Watched, Standing> known = new HashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean waiting = new AtomicBoolean();
  private Instant now = Instant.parse("2026-11-20T09:41:00Z");
  private final ConsumerProgress progress =
      new ConsumerProgress(
          _ -> {
            asked.incrementAndGet();
            return Map.copyOf(known);
          },
          () -> now);

  @BeforeEach
  void register() {
    progress.register("group", Topic.RESULTS, waiting::get);
    progress.register("group", Topic.CHECKS);
    known.put(RESULTS, STUCK);
  }

  @Test
  void whoStandsStillBeforeItsWorkIsNotAlive() {
    assertThat(after(0)).isEqualTo(Status.UP);
    assertThat(after(60)).isEqualTo(Status.UP);
    assertThat(after(1)).isEqualTo(Status.DOWN);
  }

  @Test
  void oneThatIsStuckAmongOthersIsEnough() {
    after(0);
    known.put(CHECKS, new Standing(3, 0));
    assertThat(after(61)).isEqualTo(Status.DOWN);
  }

  @Test
  void whoWaitsForItsDatabaseMayStandStill() {
    after(0);
    waiting.set(true);
    assertThat(after(61)).isEqualTo(Status.UP);
    assertThat(after(3600)).isEqualTo(Status.UP);
    assertThat(progress.call().getData().orElseThrow())
        .containsEntry("group on vigie.results", "lag 5, waiting for what it needs");
  }

  @Test
  void theWaitingOfOneDoesNotExcuseAnother() {
    known.put(CHECKS, STUCK);
    after(0);
    waiting.set(true);
    assertThat(after(61)).isEqualTo(Status.DOWN);
  }

  @Test
  void patienceBeginsAnewWhenTheWaitingIsOver() {
    after(0);
    waiting.set(true);
    after(50);
    waiting.set(false);
    assertThat(after(30)).isEqualTo(Status.UP);
    assertThat(after(60)).isEqualTo(Status.UP);
    assertThat(after(1)).isEqualTo(Status.DOWN);
  }

  @Test
  void patienceBeginsAnewWhenTheBrokerIsBack() {
    after(0);
    known.clear();
    assertThat(after(50)).isEqualTo(Status.UP);
    known.put(RESULTS, STUCK);
    assertThat(after(30)).isEqualTo(Status.UP);
    assertThat(after(60)).isEqualTo(Status.UP);
    assertThat(after(1)).isEqualTo(Status.DOWN);
  }

  @Test
  void anAnswerIsKeptForASecond() {
    after(0);
    now = now.plusMillis(999);
    progress.call();
    assertThat(asked).hasValue(1);
    now = now.plusMillis(1);
    progress.call();
    assertThat(asked).hasValue(2);
  }

  @Test
  void anAnswerIsNotKeptByAClockThatWasSetBack() {
    after(0);
    after(-3600);
    assertThat(asked).hasValue(2);
  }

  private Status after(long seconds) {
    now = now.plusSeconds(seconds);
    return progress.call().getStatus();
  }
}
