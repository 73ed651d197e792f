package io.vigie.runner.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.embedded.Infrastructure;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.kafka.Topics;
import io.vigie.runtime.time.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A real broker, seen from a scheduler and from a runner. */
public final class Kafka {

  public final KafkaSettings settings;
  public final Producers producers;
  public final Topics topics;
  public final WireCodec codec = new WireCodec("/test");

  Kafka(String bootstrapServers) {
    this(Map.of("kafka.bootstrap.servers", bootstrapServers));
  }

  private Kafka(Map<String, String> properties) {
    settings =
        new KafkaSettings(
            new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build());
    producers = new Producers(settings);
    topics = new Topics(settings);
  }

  public static Kafka shared() {
    return new Kafka(
        Map.of(
            "kafka.bootstrap.servers",
            Infrastructure.shared().kafkaBootstrap(),
            // Many tests make topics at once, and the broker shares their process.
            "kafka.max.block.ms",
            "60000"));
  }

  void prepare(String location) {
    topics.ensure(List.of(Topic.jobs(location), Topic.DEAD_LETTERS, Topic.RESULTS));
    topics.ensureShareGroup(JobQueue.of(location).group());
  }

  public JobLetters letters() {
    return new JobLetters(codec, producers, ClockProducer.system());
  }

  /** Sends jobs as a scheduler does and returns when the broker has them. */
  void send(String location, List<Job> jobs) {
    Instant now = ClockProducer.system().instant();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (Job job : jobs) {
      sent.add(
          send(Records.toRecord(Topic.jobs(location), codec.write(MessageType.JOB, job, now))));
    }
    sent.forEach(CompletableFuture::join);
  }

  public CompletableFuture<?> send(ProducerRecord<String, String> record) {
    return producers.send(record).toCompletableFuture();
  }

  static Job job(int number) {
    ItemId item = new ItemId("shop", "production", "CH-" + number);
    Instant dueAt = Instant.parse("2026-11-20T08:00:00Z");
    ProbeOrder order =
        new ProbeOrder(
            "fake",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            "outside",
            Duration.ofSeconds(5));
    return new Job(
        RunId.of(item, dueAt), item, "rev", order, dueAt, dueAt.plus(Duration.ofMinutes(1)));
  }
}
