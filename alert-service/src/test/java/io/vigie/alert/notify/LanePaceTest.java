package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often a channel is called, and what is told in one call. */
class LanePaceTest extends LaneStage {

  @Test
  void isNotCalledMoreOftenThanItMayBe() {
    Lane limited = lane(Rate.parse("2/s").orElseThrow());
    for (int i = 0; i < 10; i++) {
      outbox.add(posting("m" + i));
    }
    List<Integer> after = new ArrayList<>();
    for (int tenth = 0; tenth <= 20; tenth++) {
      limited.round();
      after.add(notifier.told.size());
      clock.advance(Duration.ofMillis(100));
    }
    assertThat(after.get(0)).isEqualTo(1);
    assertThat(after.get(4)).isEqualTo(1);
    assertThat(after.get(5)).isEqualTo(2);
    assertThat(after.get(20)).isEqualTo(5);
  }

  @Test
  void aMessageOfTwoCallsIsPaidForAfterwards() {
    notifier.calls = 2;
    Lane limited = lane(Rate.ONE_A_SECOND);
    outbox.add(posting("a"), posting("b"));
    limited.round();
    clock.advance(Duration.ofMillis(1_999));
    limited.round();
    assertThat(notifier.told).containsExactly("a");
    clock.advance(Duration.ofMillis(1));
    limited.round();
    assertThat(notifier.told).containsExactly("a", "b");
  }

  @Test
  void aThousandAtOnceAreAFewCallsInTheFirstMinuteAndAllAreTold() {
    Lane limited = lane(Rate.ONE_A_SECOND);
    outbox.add(posting("first"));
    limited.round();
    for (int i = 0; i < 999; i++) {
      outbox.add(posting("m" + i));
    }
    for (int tenth = 0; tenth < 600; tenth++) {
      clock.advance(Duration.ofMillis(100));
      limited.round();
    }
    assertThat(notifier.told).hasSize(3).startsWith("first");
    assertThat(heard.counts).containsExactly(1, 500, 499);
    assertThat(outbox.backlog(clock.instant()).waiting()).isZero();
  }

  @Test
  void whatPiledUpWhileAChannelWasAwayIsOneMessageOfWhatIsTrueNow() {
    notifier.script.add(Attempt.retry("connection refused"));
    outbox.add(posting("first"));
    lane.round();
    for (int i = 0; i < 11; i++) {
      outbox.add(i == 0 ? told(Posting.Telling.OPENED_AND_RESOLVED) : posting("m" + i));
    }
    clock.advance(Duration.ofSeconds(2));
    lane.round();
    assertThat(notifier.told)
        .containsExactly("first", "12 incidents while this channel was away, 11 not over");
    assertThat(notifier.tellings).endsWith(Posting.Telling.SUMMARY);
    assertThat(outbox.settled().getLast()).isEqualTo(new Settlement.Delivered(Optional.of("r")));
  }

  @Test
  void aChannelForMachinesIsToldOneByOne() {
    notifier.tellsNot = Posting.Telling.SUMMARY;
    for (int i = 0; i < 25; i++) {
      outbox.add(posting("m" + i));
    }
    while (lane.round()) {
      // more
    }
    assertThat(notifier.told).hasSize(25);
    assertThat(notifier.tellings).containsOnly(Posting.Telling.OPENED);
  }
}
