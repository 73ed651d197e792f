package io.vigie.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShareGroupJobSourceTest extends JobSourceContract {

  private static final int LANES = 4;

  @Override
  JobSource newSource(int perPoll) {
    return new ShareGroupJobSource(
        kafka.settings.client(), location, kafka.letters(), LANES, perPoll);
  }

  @Override
  String adapter() {
    return "share-group";
  }

  @Test
  void letsGoOfSlowJobsWhenEveryLaneWaitsForOne() {
    RecordingTaker taker = new RecordingTaker(1_000, _ -> true);
    ShareGroupJobSource source = (ShareGroupJobSource) started(taker);
    for (int i = 0; i < LANES; i++) {
      kafka.send(location, jobs(i, i + 1));
      taker.awaitItems(1, Duration.ofSeconds(20));
    }

    kafka.send(location, jobs(10, 11));

    assertThat(taker.awaitItems(1, Duration.ofSeconds(20))).containsExactly("CH-10");
    assertThat(source.dropped()).isPositive();
    assertThat(source.lanes()).isLessThanOrEqualTo(LANES);
    taker.endKept();
  }

  @Test
  void sendsAJobAgainThatComesToNothingAfterItWasLetGo() {
    RecordingTaker taker = new RecordingTaker(1_000, _ -> true);
    ShareGroupJobSource source = (ShareGroupJobSource) started(taker);
    for (int i = 0; i < LANES; i++) {
      kafka.send(location, jobs(i, i + 1));
      taker.awaitItems(1, Duration.ofSeconds(20));
    }
    kafka.send(location, jobs(10, 11));
    taker.awaitItems(1, Duration.ofSeconds(20));
    assertThat(source.dropped()).isPositive();

    taker.failKept(new IllegalStateException("result could not be published"));

    assertThat(taker.awaitItems(LANES + 1, Duration.ofSeconds(20)))
        .containsAll(List.of("CH-0", "CH-1", "CH-2", "CH-3", "CH-10"));
    taker.endKept();
  }
}
