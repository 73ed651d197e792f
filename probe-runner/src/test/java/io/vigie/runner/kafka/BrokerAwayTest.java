package io.vigie.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.vigie.embedded.EmbeddedKafka;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away and comes back. */
class BrokerAwayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AWAY = Duration.ofSeconds(7);

  @TempDir Path folder;

  @Test
  void lanesKeepComingRoundWithoutSpinningAndTakeJobsAgain() {
    staysAlive(
        kafka ->
            new ShareGroupJobSource(
                kafka.settings.client(), JobQueue.of("x"), kafka.letters(), 8, 5));
  }

  @Test
  void anOrdinaryConsumerKeepsComingRoundAndTakesJobsAgain() {
    staysAlive(
        kafka ->
            new ConsumerGroupJobSource(
                kafka.settings.client(), JobQueue.of("x"), kafka.letters(), 5));
  }

  private void staysAlive(Function<Kafka, JobSource> adapter) {
    EmbeddedKafka broker = EmbeddedKafka.start(folder, 0);
    int port = broker.port();
    Kafka kafka = new Kafka(broker.bootstrapServers());
    kafka.prepare("x");
    RecordingTaker taker = RecordingTaker.endingAll();
    try (JobSource source = adapter.apply(kafka)) {
      source.start(taker);
      kafka.send("x", List.of(Kafka.job(0)));
      taker.awaitItems(1, PATIENCE);

      broker.close();
      assertThat(longestStuck(source, taker)).isLessThan(AWAY);
      long cpu = cpuNanos();
      assertThat(longestStuck(source, taker)).isLessThan(AWAY);
      assertThat(Duration.ofNanos(cpuNanos() - cpu)).isLessThan(AWAY.dividedBy(2));
      broker = EmbeddedKafka.start(folder, port);
      kafka.send("x", List.of(Kafka.job(1)));
      taker.awaitItems(1, PATIENCE);
    } finally {
      broker.close();
    }
  }

  /** One that does not come round is stuck for the whole watch; a commit may wait 5 s of it. */
  private static Duration longestStuck(JobSource source, RecordingTaker taker) {
    Duration longest = Duration.ZERO;
    long end = System.nanoTime() + AWAY.toNanos();
    while (System.nanoTime() < end) {
      assertThat(taker.next(Duration.ofMillis(100))).isNull();
      Duration now = source.stuckFor();
      longest = now.compareTo(longest) > 0 ? now : longest;
    }
    return longest;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
