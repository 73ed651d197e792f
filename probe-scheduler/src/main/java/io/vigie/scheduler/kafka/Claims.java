package io.vigie.scheduler.kafka;

import io.vigie.contract.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Writes claims with the offsets of the group. The broker accepts them from a present member of the
 * group only, so an accepted claim also proves that we still are one. One thread.
 */
final class Claims {

  private static final Logger LOG = Logger.getLogger(Claims.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private final KafkaConsumer<String, String> consumer;
  private final String owner;
  private Map<Integer, Instant> written = new HashMap<>();
  private long writtenAt;

  Claims(KafkaConsumer<String, String> consumer, String owner) {
    this.consumer = consumer;
    this.owner = owner;
  }

  /** Claims partitions for ourselves, each as far as its former owner got; true when accepted. */
  boolean take(Map<Integer, Instant> upTo) {
    return commit(offsets(upTo, Optional.of(owner)));
  }

  /** Gives partitions up; whoever comes after need not ask what became of us. */
  boolean release(Map<Integer, Instant> upTo) {
    return commit(offsets(upTo, Optional.empty()));
  }

  /** Says from time to time how far we got. */
  void renew(Map<Integer, Instant> claims) {
    if (System.nanoTime() - writtenAt < EVERY_NANOS || claims.equals(written)) {
      return;
    }
    writtenAt = System.nanoTime();
    written = claims;
    consumer.commitAsync(
        offsets(claims, Optional.of(owner)),
        (_, failure) -> {
          if (failure != null) {
            LOG.debugf("claims not renewed: %s", failure.getMessage());
          }
        });
  }

  private boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (offsets.isEmpty()) {
      return true;
    }
    try {
      consumer.commitSync(offsets, PATIENCE);
      return true;
    } catch (CommitFailedException | RebalanceInProgressException | RetriableException e) {
      LOG.infof("ownership not confirmed yet: %s", e.getMessage());
      return false;
    } catch (KafkaException e) {
      LOG.warnf("claims not accepted: %s", e.getMessage());
      return false;
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Map<Integer, Instant> upTo, Optional<String> by) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    upTo.forEach(
        (partition, time) ->
            offsets.put(
                new TopicPartition(Topic.CHECKS.name(), partition),
                new OffsetAndMetadata(0, new Claim(time, by).text())));
    return offsets;
  }
}
