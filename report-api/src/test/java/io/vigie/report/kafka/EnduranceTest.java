package io.vigie.report.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.wire.Topic;
import io.vigie.report.ReportMetrics;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.ChangeFeed;
import io.vigie.report.record.StorageException;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Waiting for a database that is away; what is put aside needs a broker and is in the flow. */
class EnduranceTest {

  private static final List<ConsumerRecord<String, String>> BATCH =
      List.of(new ConsumerRecord<>(Topic.RESULTS.name(), 0, 0, "key", "value"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Endurance endurance = endurance();
  private final List<List<String>> kept = new ArrayList<>();
  private final List<Boolean> waiting = new ArrayList<>();

  @Test
  void recordsABatchOnceTheDatabaseAnswers() {
    take(3);

    assertThat(kept).containsExactly(List.of("value"));
    assertThat(registry.counter("vigie.report.record.retries").count()).isEqualTo(3);
  }

  @Test
  void isWaitingFromTheFirstFailureUntilTheBatchIsRecorded() {
    assertThat(endurance.isWaiting(Topic.RESULTS)).isFalse();

    take(2);

    assertThat(waiting).containsExactly(false, true, true);
    assertThat(endurance.isWaiting(Topic.RESULTS)).isFalse();
  }

  @Test
  void onlyTheTopicWhoseBatchIsHeldUpIsWaiting() {
    List<Boolean> others = new ArrayList<>();
    endurance.take(
        Topic.RESULTS,
        BATCH,
        ConsumerRecord::value,
        _ -> {
          others.add(endurance.isWaiting(Topic.CHECKS));
          fail(others.size() < 3);
        });

    assertThat(others).containsExactly(false, false, false);
  }

  private void take(int failures) {
    endurance.take(
        Topic.RESULTS,
        BATCH,
        ConsumerRecord::value,
        messages -> {
          waiting.add(endurance.isWaiting(Topic.RESULTS));
          fail(waiting.size() <= failures);
          kept.add(messages);
        });
  }

  private static void fail(boolean now) {
    if (now) {
      throw new StorageException("database: away", false, null);
    }
  }

  private Endurance endurance() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ReportSettings.class)
            .withDefaultValues(
                Map.of("vigie.report.retry.first", "1ms", "vigie.report.retry.longest", "2ms"))
            .build();
    return new Endurance(
        new Producers(new KafkaSettings(config)),
        new ReportMetrics(registry, new ChangeFeed()),
        config.getConfigMapping(ReportSettings.class));
  }
}
