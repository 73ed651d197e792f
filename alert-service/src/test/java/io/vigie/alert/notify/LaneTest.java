package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LaneTest extends LaneStage {

  @Test
  void deliversInOrder() {
    outbox.add(posting("a"), posting("b"), posting("c"));
    assertThat(lane.round()).isFalse();
    assertThat(notifier.told).containsExactly("a", "b", "c");
    assertThat(outbox.settled()).hasOnlyElementsOfType(Settlement.Delivered.class);
    assertThat(heard.words).containsOnly("delivered after 5 s");
  }

  @Test
  void asksForMoreAfterAFullHand() {
    for (int i = 0; i < 10; i++) {
      outbox.add(posting("m" + i));
    }
    assertThat(lane.round()).isTrue();
    assertThat(lane.round()).isFalse();
  }

  @Test
  void waitsAsLongAsTheChannelAsks() {
    outbox.add(posting("a"), posting("b"));
    notifier.script.add(new Attempt.Retry("rate limited", Optional.of(Duration.ofSeconds(30))));
    lane.round();
    assertThat(notifier.told).containsExactly("a");

    clock.advance(Duration.ofMillis(29_999));
    lane.round();
    assertThat(notifier.told).containsExactly("a");

    clock.advance(Duration.ofMillis(1));
    lane.round();
    assertThat(notifier.told).containsExactly("a", "a", "b");
  }

  @Test
  void asksAChannelThatIsDownOnceInAWhileAndNotOnceForEachMessage() {
    for (int i = 0; i < 50; i++) {
      outbox.add(posting("m" + i));
    }
    for (int i = 0; i < 1_000; i++) {
      notifier.script.add(Attempt.retry("connection refused"));
    }
    for (int second = 0; second < 600; second++) {
      lane.round();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(notifier.told).hasSizeBetween(20, 150);
  }

  @Test
  void oneMessageThatAlwaysFailsHoldsUpNobodyForLong() {
    outbox.add(posting("poison"));
    notifier.script.add(Attempt.retry("500"));
    lane.round();
    outbox.add(posting("good"));
    clock.advance(Duration.ofSeconds(2));
    lane.round();
    assertThat(notifier.told).contains("good");
  }

  @Test
  void anUnclearSendWaitsLongerAndIsCounted() {
    outbox.add(posting("a"));
    notifier.script.add(new Attempt.Unclear("no answer"));
    lane.round();
    assertThat(heard.words).containsExactly("unclear");
    assertThat(outbox.settled().getFirst())
        .isInstanceOfSatisfying(
            Settlement.Postponed.class,
            postponed ->
                assertThat(postponed.until()).isAfterOrEqualTo(Samples.START.plusSeconds(30)));
  }

  @Test
  void aRefusalForGoodIsGivenUpAtOnce() {
    outbox.add(posting("a"), posting("b"));
    notifier.script.add(new Attempt.Permanent("channel_not_found"));
    lane.round();
    assertThat(heard.words).containsExactly("given up", "delivered after 5 s");
    assertThat(outbox.settled().getFirst()).isEqualTo(new Settlement.GivenUp("channel_not_found"));
  }

  @Test
  void aLaneThatStopsGivesBackWhatItHasNotSent() {
    outbox.add(posting("a"));
    lane.stop();
    lane.round();
    assertThat(notifier.told).isEmpty();
    assertThat(outbox.settled())
        .containsExactly(new Settlement.Postponed(Samples.START, "the service was stopping"));
  }

  @Test
  void pausesGrowAreBoundedAndNeverEqual() {
    Random random = new Random(3);
    for (int attempts = 1; attempts < 80; attempts++) {
      Duration pause = RULES.backOff(attempts, random);
      assertThat(pause).isPositive().isLessThanOrEqualTo(RULES.cap());
      if (attempts <= 5) {
        assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(1L << (attempts - 1)));
      }
    }
    assertThat(RULES.afterUnclear(1, random)).isGreaterThan(RULES.unclear());
  }

  @Test
  void whatAChannelDoesNotTellIsLeftOut() {
    outbox.add(told(Posting.Telling.UPDATED));
    lane.round();
    assertThat(notifier.told).isEmpty();
    assertThat(outbox.settled())
        .containsExactly(new Settlement.Skipped("channel ops does not tell such a thing"));
  }
}
