package io.vigie.runtime.health;

import io.vigie.contract.wire.Topic;
import io.vigie.runtime.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive when a consumer group of this process has work before it and has not advanced for a
 * minute. It asks the broker, not the consumer: a consumer that has quietly stopped would answer
 * that all is well. While the broker is away nothing can be said, and that is readiness, not
 * liveness.
 */
@Liveness
@ApplicationScoped
public class ConsumerProgress implements HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long ANSWER_MS = 2_000;

  private final Topics topics;
  private final InstantSource clock;
  private final Map<Watched, Progress> watched = new ConcurrentHashMap<>();

  private record Watched(String group, String topic) {}

  private record Standing(long committed, long lag) {}

  @Inject
  ConsumerProgress(Topics topics, InstantSource clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /** Watches a consumer group of this process on one topic. */
  public void register(String group, Topic topic) {
    watched.putIfAbsent(new Watched(group, topic.name()), new Progress(PATIENCE));
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("consumers get on").up();
    watched.forEach((consumer, progress) -> look(consumer, progress, answer));
    return answer.build();
  }

  private void look(Watched consumer, Progress progress, HealthCheckResponseBuilder answer) {
    Optional<Standing> standing = standing(consumer);
    if (standing.isEmpty()) {
      return;
    }
    Standing now = standing.get();
    answer.withData(consumer.group() + " on " + consumer.topic(), "lag " + now.lag());
    if (!progress.getsOn(now.committed(), now.lag(), clock.instant())) {
      answer
          .down()
          .withData(
              consumer.topic(),
              "must advance, was at "
                  + now.committed()
                  + " for more than "
                  + PATIENCE.toSeconds()
                  + "s");
    }
  }

  private Optional<Standing> standing(Watched consumer) {
    try {
      Admin admin = topics.admin();
      Map<TopicPartition, Long> committed =
          admin
              .listConsumerGroupOffsets(consumer.group())
              .partitionsToOffsetAndMetadata()
              .get(ANSWER_MS, TimeUnit.MILLISECONDS)
              .entrySet()
              .stream()
              .filter(entry -> entry.getValue() != null)
              .filter(entry -> entry.getKey().topic().equals(consumer.topic()))
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
      Map<TopicPartition, OffsetSpec> ends =
          committed.keySet().stream()
              .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
      long end =
          admin.listOffsets(ends).all().get(ANSWER_MS, TimeUnit.MILLISECONDS).values().stream()
              .mapToLong(result -> result.offset())
              .sum();
      long position = committed.values().stream().mapToLong(Long::longValue).sum();
      return Optional.of(new Standing(position, Math.max(0, end - position)));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed.offset();
  }
}
