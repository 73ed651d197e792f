package io.vigie.alert.kafka;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vigie.alert.incident.Listening;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Notes which partitions of results we hear: silence on the others says nothing. */
@ApplicationScoped
@Identifier("alert-results")
public class ResultPartitions implements KafkaConsumerRebalanceListener {

  private final Listening listening;
  private final InstantSource clock;

  @Inject
  public ResultPartitions(Listening listening, InstantSource clock) {
    this.listening = listening;
    this.clock = clock;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> gained) {
    listening.gained(gained.size(), clock.instant());
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    listening.lost(lost.size());
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    listening.lost(lost.size());
  }
}
