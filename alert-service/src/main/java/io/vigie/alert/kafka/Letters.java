package io.vigie.alert.kafka;

import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import io.vigie.contract.wire.WireFormatException;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Opens messages; those that cannot be read are put aside before anybody goes on. */
@ApplicationScoped
public class Letters {

  private static final Logger LOG = Logger.getLogger(Letters.class);
  private static final long PAUSE_MS = 1_000;

  private final WireCodec codec = new WireCodec("/alert-service");
  private final Producers producers;

  @Inject
  public Letters(Producers producers) {
    this.producers = producers;
  }

  /** The message in a record; empty when it had to be put aside. */
  <T> Optional<T> open(MessageType<T> type, ConsumerRecord<String, String> letter) {
    if (letter.key() == null) {
      putAside(letter, "key: must be an item id, was absent");
      return Optional.empty();
    }
    try {
      return Optional.of(codec.read(type, Records.toEnvelope(letter)));
    } catch (WireFormatException e) {
      putAside(letter, e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns when the dead-letter topic has it. */
  void putAside(ConsumerRecord<String, String> letter, String reason) {
    while (true) {
      try {
        producers.deadLetter(letter, reason).toCompletableFuture().join();
        return;
      } catch (CompletionException e) {
        LOG.warnf("dead letter not taken, goes on trying: reason=%s", e.getCause());
        pause(e);
      }
    }
  }

  private static void pause(CompletionException cause) {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }
}
