package io.vigie.runtime.health;

import io.vigie.runtime.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker about all consumers at once; what is not answered in time is left out. */
final class BrokerStandings implements Standings {

  private final Topics topics;
  private final int patienceMs;

  BrokerStandings(Topics topics, Duration patience) {
    this.topics = topics;
    this.patienceMs = Math.toIntExact(patience.toMillis());
  }

  @Override
  public Map<Watched, Standing> of(Set<Watched> consumers) {
    Admin admin = topics.admin();
    Map<Watched, CompletableFuture<Standing>> asked = new HashMap<>();
    consumers.forEach(consumer -> asked.put(consumer, ask(admin, consumer)));
    await(CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)));
    return asked.entrySet().stream()
        .filter(entry -> entry.getValue().state() == State.SUCCESS)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().resultNow()));
  }

  private void await(CompletableFuture<Void> all) {
    try {
      all.get(patienceMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Those that did answer are counted, of the others nothing can be said.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Standing> ask(Admin admin, Watched consumer) {
    return admin
        .listConsumerGroupOffsets(
            consumer.group(), new ListConsumerGroupOffsetsOptions().timeoutMs(patienceMs))
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .thenApply(offsets -> committed(offsets, consumer.topic()))
        .thenCompose(committed -> standing(admin, committed))
        .toCompletableFuture();
  }

  private CompletableFuture<Standing> standing(Admin admin, Map<TopicPartition, Long> committed) {
    Map<TopicPartition, OffsetSpec> ends =
        committed.keySet().stream()
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    long position = sum(committed);
    return admin
        .listOffsets(ends, new ListOffsetsOptions().timeoutMs(patienceMs))
        .all()
        .toCompletionStage()
        .thenApply(found -> found.values().stream().mapToLong(end -> end.offset()).sum())
        .thenApply(end -> new Standing(position, Math.max(0, end - position)))
        .toCompletableFuture();
  }

  private static Map<TopicPartition, Long> committed(
      Map<TopicPartition, OffsetAndMetadata> offsets, String topic) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .filter(entry -> entry.getKey().topic().equals(topic))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
