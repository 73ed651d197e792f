package io.vigie.scheduler.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.EmbeddedKafka;
import io.vigie.runtime.time.ClockProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two schedulers in processes of their own; one is killed, one is frozen for longer than its
 * session. Judged by what lies in the topics. {@code benchmarks/scheduler-takeover.sh} does the
 * same with more checks and more often.
 */
@Timeout(240)
class TakeoverTest {

  private static final InstantSource CLOCK = ClockProducer.system();
  private static final int CHECKS = 2_000;

  /** The interval and five seconds, on a machine that does other things too. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(8);

  private final List<SchedulerProcess> schedulers = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void noRunIsOrderedTwiceAndNoneIsForgottenWhoeverDiesOrStandsStill() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
      String bootstrap = broker.bootstrapServers();
      Topics.create(bootstrap);
      Workload.publish(bootstrap, CHECKS, Workload::oneToTenSeconds, CLOCK.instant());
      SchedulerProcess first = start(bootstrap);
      SchedulerProcess second = start(bootstrap);
      Topics.awaitOwners(bootstrap, 2);
      awaitJobs(bootstrap, 3_000);
      Instant from = CLOCK.instant();

      first.kill();
      pause(Duration.ofSeconds(6));
      SchedulerProcess third = start(bootstrap);
      Topics.awaitOwners(bootstrap, 2);
      pause(Duration.ofSeconds(3));
      second.freeze();
      pause(Duration.ofSeconds(8));
      second.thaw();
      pause(Duration.ofSeconds(6));

      Instant to = CLOCK.instant();
      second.close();
      third.close();
      Judgement judgement = Judgement.of(bootstrap, "outside");
      assertThat(judgement.jobs()).hasSizeGreaterThan(10_000);
      assertThat(judgement.doubles()).isEmpty();
      assertThat(judgement.belated(Duration.ofSeconds(4))).isEmpty();
      assertThat(judgement.forgotten(intervals(), from, to.minusSeconds(2)))
          .as("neither ordered nor told as missed from %s to %s", from, to)
          .isEmpty();
      Judgement.Gap gap = judgement.worstGap(intervals(), from, to);
      assertThat(gap.due()).as("%s", gap).isLessThan(LONGEST_GAP);
    } finally {
      schedulers.forEach(SchedulerProcess::kill);
    }
  }

  private SchedulerProcess start(String bootstrap) {
    SchedulerProcess started =
        SchedulerProcess.start(bootstrap, Path.of("target", "takeover.log"), List.of(), "-Xmx128m");
    schedulers.add(started);
    return started;
  }

  private static void awaitJobs(String bootstrap, int count) throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (Topics.end(bootstrap, Topic.jobs("outside")) < count) {
      assertThat(System.nanoTime()).as("jobs come in time").isLessThan(giveUp);
      pause(Duration.ofMillis(100));
    }
  }

  private static Map<ItemId, Duration> intervals() {
    Map<ItemId, Duration> intervals = new HashMap<>();
    for (int i = 0; i < CHECKS; i++) {
      intervals.put(Workload.item(i), Workload.oneToTenSeconds(i));
    }
    return intervals;
  }

  private static void pause(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
