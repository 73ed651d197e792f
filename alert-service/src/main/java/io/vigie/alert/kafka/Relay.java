package io.vigie.alert.kafka;

import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Records;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Publishes what the database says is not published. It is woken after each commit and looks every
 * second besides, so that a crash between commit and publishing is repaired by whoever looks next.
 * Used by one thread.
 */
public final class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int AT_A_TIME = 500;

  private final WireCodec codec = new WireCodec("/alert-service");
  private final Publications publications;
  private final Function<ProducerRecord<String, String>, CompletionStage<RecordMetadata>> producer;
  private final InstantSource clock;

  /**
   * @param producer sends a record; the stage completes when the broker has it
   */
  public Relay(
      Publications publications,
      Function<ProducerRecord<String, String>, CompletionStage<RecordMetadata>> producer,
      InstantSource clock) {
    this.publications = publications;
    this.producer = producer;
    this.clock = clock;
  }

  /** Publishes what is there; true when there may be more. */
  public boolean round() {
    List<Publication> found = publications.unpublished(AT_A_TIME);
    if (found.isEmpty()) {
      return false;
    }
    List<CompletableFuture<RecordMetadata>> sent =
        found.stream().map(one -> producer.apply(record(one)).toCompletableFuture()).toList();
    List<Publication> arrived = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (arrives(sent.get(i))) {
        arrived.add(found.get(i));
      }
    }
    publications.published(arrived);
    return arrived.size() == found.size() && found.size() >= AT_A_TIME;
  }

  private static boolean arrives(CompletableFuture<RecordMetadata> sent) {
    try {
      sent.join();
      return true;
    } catch (CompletionException e) {
      LOG.debugf("not published, will be tried again: reason=%s", e.getCause());
      return false;
    }
  }

  private ProducerRecord<String, String> record(Publication publication) {
    return switch (publication) {
      case Publication.OfStatus(var status) -> record(Topic.STATES, MessageType.STATUS, status);
      case Publication.OfRemoval(var item, _) -> Records.tombstone(Topic.STATES, item);
      case Publication.OfIncident(var incident) ->
          record(Topic.INCIDENTS, MessageType.INCIDENT, incident);
      case Publication.OfCommand(var command) ->
          record(Topic.COMMANDS, MessageType.COMMAND, command);
      case Publication.OfSilence(var silence) ->
          record(Topic.INCIDENTS, MessageType.SILENCE, silence);
      case Publication.OfNotification(var notification) ->
          record(Topic.INCIDENTS, MessageType.NOTIFICATION, notification);
    };
  }

  private <T> ProducerRecord<String, String> record(Topic topic, MessageType<T> type, T message) {
    return Records.toRecord(topic, codec.write(type, message, clock.instant()));
  }
}
