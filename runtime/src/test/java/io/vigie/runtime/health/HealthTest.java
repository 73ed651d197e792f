package io.vigie.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.EmbeddedKafka;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health against a broker of its own, because the broker is stopped. */
class HealthTest {

  private static final Topic TOPIC = new Topic("test.progress", 1, Duration.ofHours(1), false);
  private static final String GROUP = "test-group";

  @TempDir Path folder;

  @Test
  void isReadyWhileTheBrokerAnswersAndNoLonger() {
    EmbeddedKafka broker = EmbeddedKafka.start(folder, 0);
    Topics topics = new Topics(settings(broker));
    topics.ensure(List.of(TOPIC));

    assertThat(new BrokerReadiness(topics).call().getStatus()).isEqualTo(Status.UP);
    broker.close();

    // A fresh check: the answer of another is kept for a second.
    assertThat(new BrokerReadiness(topics).call().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void isNotAliveWhenAConsumerStandsStillBeforeItsWork() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder, 0)) {
      Topics topics = new Topics(settings(broker));
      topics.ensure(List.of(TOPIC));
      AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T09:41:00Z"));
      ConsumerProgress progress = new ConsumerProgress(topics, now::get);
      progress.register(GROUP, TOPIC);
      commit(topics, 0);
      produceOne(broker);

      assertThat(progress.call().getStatus()).isEqualTo(Status.UP);
      now.updateAndGet(instant -> instant.plusSeconds(61));
      HealthCheckResponse stuck = progress.call();
      commit(topics, 1);
      now.updateAndGet(instant -> instant.plusSeconds(1));

      assertThat(stuck.getStatus()).isEqualTo(Status.DOWN);
      assertThat(stuck.getData().orElseThrow())
          .containsEntry("test.progress", "must advance, was at 0 for more than 60s");
      assertThat(progress.call().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void saysSoonAndWithoutBlameThatTheBrokerDoesNotAnswerHoweverManyGroupsThereAre()
      throws Exception {
    EmbeddedKafka broker = EmbeddedKafka.start(folder, 0);
    Topics topics = new Topics(settings(broker));
    topics.ensure(List.of(TOPIC));
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T09:41:00Z"));
    ConsumerProgress progress = new ConsumerProgress(topics, now::get);
    progress.register(GROUP, TOPIC);
    for (int i = 0; i < 20; i++) {
      progress.register(GROUP + i, TOPIC);
    }
    commit(topics, 0);
    produceOne(broker);
    assertThat(progress.call().getData().orElseThrow())
        .containsEntry("test-group on test.progress", "lag 1");

    broker.close();
    now.updateAndGet(instant -> instant.plusSeconds(61));
    long began = System.nanoTime();
    HealthCheckResponse away = progress.call();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    assertThat(away.getStatus()).isEqualTo(Status.UP);
    assertThat(away.getData()).isEmpty();
  }

  private static void commit(Topics topics, long offset) throws Exception {
    topics
        .admin()
        .alterConsumerGroupOffsets(
            GROUP, Map.of(new TopicPartition(TOPIC.name(), 0), new OffsetAndMetadata(offset)))
        .all()
        .get(10, TimeUnit.SECONDS);
  }

  private static void produceOne(EmbeddedKafka broker) throws Exception {
    Producers producers = new Producers(settings(broker));
    producers
        .send(new ProducerRecord<>(TOPIC.name(), "k", "v"))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private static KafkaSettings settings(EmbeddedKafka broker) {
    Map<String, String> all = Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
    return new KafkaSettings(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .build());
  }
}
