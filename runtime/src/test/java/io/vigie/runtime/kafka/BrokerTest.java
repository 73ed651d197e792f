package io.vigie.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.Infrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics and producers against the real broker. */
class BrokerTest {

  private final Topic fresh = new Topic("test." + UUID.randomUUID(), 3, Duration.ofHours(2), false);
  private final Topics topics = new Topics(settings(Map.of()));
  private final Producers producers = new Producers(settings(Map.of()));

  @AfterEach
  void close() {
    topics.close();
    producers.close();
  }

  @Test
  void createsATopicThatIsAbsentWithItsSettings() throws Exception {
    topics.ensure(List.of(fresh));

    TopicDescription created =
        topics
            .admin()
            .describeTopics(List.of(fresh.name()))
            .allTopicNames()
            .get()
            .get(fresh.name());
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, fresh.name());
    String retention =
        topics
            .admin()
            .describeConfigs(List.of(resource))
            .all()
            .get()
            .get(resource)
            .get("retention.ms")
            .value();
    assertThat(created.partitions()).hasSize(3);
    assertThat(retention).isEqualTo("7200000");
  }

  @Test
  void leavesATopicThatIsThereAsItIs() {
    topics.ensure(List.of(fresh));
    Topics second = new Topics(settings(Map.of()));

    second.ensure(List.of(fresh, Topic.RESULTS));
    second.close();
  }

  @Test
  void namesTheTopicThatIsAbsentWhereNoneMayBeCreated() {
    Topics onlyChecks = new Topics(settings(Map.of("vigie.kafka.create-topics", "false")));

    assertThatThrownBy(() -> onlyChecks.ensure(List.of(fresh)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "topic "
                + fresh.name()
                + ": must exist because vigie.kafka.create-topics is false, was not found on the"
                + " broker");
    onlyChecks.close();
  }

  @Test
  void letsAShareGroupBeginWithTheOldestJob() throws Exception {
    String group = "group-" + UUID.randomUUID();

    topics.ensureShareGroup(group);

    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    assertThat(
            topics
                .admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("share.auto.offset.reset")
                .value())
        .isEqualTo("earliest");
  }

  @Test
  void sendsAndSaysWhenTheBrokerHasIt() throws Exception {
    topics.ensure(List.of(fresh));

    var sent = producers.send(new ProducerRecord<>(fresh.name(), "k", "v"));

    assertThat(sent.toCompletableFuture().get(10, TimeUnit.SECONDS).topic())
        .isEqualTo(fresh.name());
  }

  @Test
  void putsAsideWhatCannotBeReadWithReasonAndOrigin() throws Exception {
    topics.ensure(List.of(Topic.DEAD_LETTERS));
    ConsumerRecord<String, String> unreadable =
        new ConsumerRecord<>("vigie.results", 4, 17, "some-key", "{not json");

    long offset =
        producers
            .deadLetter(unreadable, "result: not readable")
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .offset();

    ConsumerRecord<String, String> letter = read(Topic.DEAD_LETTERS, offset);
    assertThat(letter.value()).isEqualTo("{not json");
    assertThat(header(letter, "vigie_dead_letter_reason")).isEqualTo("result: not readable");
    assertThat(header(letter, "vigie_dead_letter_origin")).isEqualTo("vigie.results-4@17");
  }

  @Test
  void failsASendThatNoBrokerTakesInsteadOfWaitingForEver() {
    Producers lost =
        new Producers(
            settings(
                Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "kafka.max.block.ms", "200")));

    CompletableFuture<?> sent =
        lost.send(new ProducerRecord<>("anywhere", "k", "v")).toCompletableFuture();

    assertThat(sent).failsWithin(Duration.ofSeconds(10));
    lost.close();
  }

  private static KafkaSettings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.bootstrap.servers", Infrastructure.shared().kafkaBootstrap());
    all.putAll(more);
    return new KafkaSettings(
        new SmallRyeConfigBuilder()
            .withSources(new io.smallrye.config.PropertiesConfigSource(all, "test", 100))
            .build());
  }

  private static ConsumerRecord<String, String> read(Topic topic, long offset) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", Infrastructure.shared().kafkaBootstrap());
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset);
      return consumer.poll(Duration.ofSeconds(10)).iterator().next();
    }
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
