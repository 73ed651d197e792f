package io.vigie.report.kafka;

import io.vigie.contract.command.Command;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.report.record.Publisher;
import io.vigie.report.record.UnpublishedException;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Publishes to Kafka and waits, not for ever, for the broker to say that it has the message. */
@ApplicationScoped
public class KafkaPublisher implements Publisher {

  /** Longer than a broker needs to hand over its partitions, shorter than clients wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Producers producers;
  private final InstantSource clock;
  private final WireCodec codec = new WireCodec("/report-api");

  @Inject
  KafkaPublisher(Producers producers, InstantSource clock) {
    this.producers = producers;
    this.clock = clock;
  }

  @Override
  public void publish(Result result) {
    send(Topic.RESULTS, MessageType.RESULT, result);
  }

  @Override
  public void publish(Command command) {
    send(Topic.COMMANDS, MessageType.COMMAND, command);
  }

  private <T> void send(Topic topic, MessageType<T> type, T message) {
    var record = Records.toRecord(topic, codec.write(type, message, clock.instant()));
    try {
      // What the broker answers is of no interest once it has answered.
      var _ =
          producers
              .send(record)
              .toCompletableFuture()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnpublishedException(topic.name() + ": not accepted by the broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnpublishedException(topic.name() + ": interrupted while waiting", e);
    }
  }
}
