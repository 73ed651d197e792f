package io.vigie.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.job.Job;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShareGroupJobSourceTest extends JobSourceContract {

  private static final int LANES = 4;

  @Override
  JobSource newSource(int perPoll) {
    return new ShareGroupJobSource(
        kafka.settings.client(), JobQueue.of(location), kafka.letters(), LANES, perPoll);
  }

  @Override
  String adapter() {
    return "share-group";
  }

  @Test
  void letsGoOfJobsThatRunForLongSoThatEachPartitionIsPolledOn() {
    RecordingTaker taker = new RecordingTaker(1_000, _ -> true);
    ShareGroupJobSource source = (ShareGroupJobSource) started(taker);
    for (int i = 0; i < 20; i++) {
      kafka.send(location, jobs(i, i + 1));
      taker.awaitItems(1, Duration.ofSeconds(60));
    }

    assertThat(source.letGoEver()).isPositive();
    assertThat(source.stuckFor()).isLessThan(Duration.ofSeconds(10));
    taker.endKept();
  }

  @Test
  void sendsAJobAgainThatComesToNothingAfterItWasLetGo() {
    RecordingTaker taker = new RecordingTaker(1_000, _ -> true);
    ShareGroupJobSource source = (ShareGroupJobSource) started(taker);
    kafka.send(location, jobs(0, 3));
    taker.awaitItems(3, Duration.ofSeconds(60));
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (source.letGoEver() < 3 && System.nanoTime() < end) {
      assertThat(taker.next(Duration.ofMillis(50))).isNull();
    }
    assertThat(source.letGoEver()).isEqualTo(3);

    taker.failKept(new IllegalStateException("result could not be published"));

    assertThat(taker.awaitItems(3, Duration.ofSeconds(60))).containsExactly("CH-0", "CH-1", "CH-2");
    taker.endKept();
  }

  @Test
  void aJobThatOneRunnerGivesBackIsTakenByAnother() {
    RecordingTaker leaving = new RecordingTaker(100, _ -> true);
    RecordingTaker other = RecordingTaker.endingAll();
    started(leaving);
    started(other);
    kafka.send(location, jobs(0, 20));

    Set<String> taken = new HashSet<>();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (taken.size() < 20 && System.nanoTime() < end) {
      leaving.failKept(new IllegalStateException("another runner must have it"));
      Job job = other.next(Duration.ofMillis(200));
      if (job != null) {
        taken.add(job.item().item());
      }
    }

    assertThat(taken).hasSize(20);
  }
}
