package io.vigie.scheduler.kafka;

import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.Topic;
import io.vigie.runtime.kafka.Topics;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.plan.Inheritance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Finds out, on a thread of its own, what the former owners of partitions left: it reads their
 * claims, fences those that did not give up in order, and then reads in the topics of jobs what
 * they sent after their claim. Since a fenced owner can send nothing more, that is all there is.
 */
final class Handover implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Handover.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Topics topics;
  private final String group;
  private final String ourselves;
  private final SentRuns sentRuns;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private final Queue<Left> found = new ConcurrentLinkedQueue<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("scheduler-handover").factory());

  Handover(
      Topics topics,
      String group,
      String ourselves,
      SentRuns sentRuns,
      SchedulerMetrics metrics,
      InstantSource clock) {
    this.topics = topics;
    this.group = group;
    this.ourselves = ourselves;
    this.sentRuns = sentRuns;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What was left for one partition; {@code asked} tells which question this answers. */
  record Left(int partition, long asked, Inheritance inheritance) {}

  /** Asks what was left for partitions that have become ours. */
  void ask(Map<Integer, Long> partitions) {
    worker.execute(() -> answer(partitions));
  }

  /** The next answer, or null. */
  Left poll() {
    return found.poll();
  }

  private void answer(Map<Integer, Long> partitions) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look(partitions).forEach(found::add);
        return;
      } catch (KafkaException | ExecutionException | TimeoutException e) {
        LOG.warnf("not known yet what former owners left: %s", e.getMessage());
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<Left> look(Map<Integer, Long> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    long begun = System.nanoTime();
    Map<Integer, Claim> claims = claims(partitions.keySet());
    Set<String> gone =
        claims.values().stream()
            .flatMap(claim -> claim.by().stream())
            .filter(by -> !by.equals(ourselves))
            .collect(Collectors.toSet());
    fence(gone);
    Optional<Instant> unsure =
        claims.values().stream()
            .filter(claim -> claim.by().isPresent())
            .map(Claim::upTo)
            .min(Instant::compareTo);
    Set<RunId> sent = unsure.map(sentRuns::since).orElse(Set.of());
    Instant readAt = clock.instant();
    if (!gone.isEmpty()) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      metrics.tookOver(took);
      LOG.infof(
          "taken over from %s: partitions=%s in %d ms", gone, partitions.keySet(), took.toMillis());
    }
    List<Left> left = new ArrayList<>();
    partitions.forEach(
        (partition, asked) ->
            left.add(new Left(partition, asked, inheritance(claims.get(partition), sent, readAt))));
    return left;
  }

  /** Where nobody was before, or nobody who left a claim, nothing was missed. */
  private Inheritance inheritance(Claim claim, Set<RunId> sent, Instant readAt) {
    if (claim == null) {
      return new Inheritance(readAt, Set.of(), readAt, false);
    }
    boolean heldUp = claim.by().filter(ourselves::equals).isPresent();
    return new Inheritance(claim.upTo(), claim.by().isPresent() ? sent : Set.of(), readAt, !heldUp);
  }

  private Map<Integer, Claim> claims(Collection<Integer> partitions)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        topics
            .admin()
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    Map<Integer, Claim> claims = new HashMap<>();
    for (Integer partition : partitions) {
      OffsetAndMetadata offset = committed.get(new TopicPartition(Topic.CHECKS.name(), partition));
      if (offset != null) {
        Claim.parse(offset.metadata()).ifPresent(claim -> claims.put(partition, claim));
      }
    }
    return claims;
  }

  /** After this the broker refuses whatever the owners that are gone still try to send. */
  private void fence(Collection<String> transactionalIds)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!transactionalIds.isEmpty()) {
      var _ =
          topics
              .admin()
              .fenceProducers(transactionalIds)
              .all()
              .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
