package io.vigie.alert.kafka;

import io.smallrye.common.annotation.Blocking;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Ledger.Origin;
import io.vigie.alert.incident.LedgerException;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.wire.MessageType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads what the checklists say. A tombstone removes an item. */
@ApplicationScoped
public class CheckConsumer {

  private final Ledger ledger;
  private final Letters letters;
  private final Newcomers newcomers;
  private final Wakeup wakeup;
  private final InstantSource clock;
  private final Patience patience = new Patience("alert-checks");

  @Inject
  public CheckConsumer(
      Ledger ledger, Letters letters, Newcomers newcomers, Wakeup wakeup, InstantSource clock) {
    this.ledger = ledger;
    this.letters = letters;
    this.newcomers = newcomers;
    this.wakeup = wakeup;
    this.clock = clock;
  }

  /** A definition with the record that it came in. */
  private record Read(Definition definition, ConsumerRecord<String, String> record) {}

  @Incoming("alert-checks")
  @Blocking
  public void accept(ConsumerRecords<String, String> batch) {
    List<Read> read = new ArrayList<>();
    for (ConsumerRecord<String, String> record : batch) {
      definition(record).ifPresent(definition -> read.add(new Read(definition, record)));
    }
    define(read);
    newcomers.arrived(read.stream().map(one -> one.definition().item()).toList());
  }

  /** A database that is away is waited for no longer. */
  void stop() {
    patience.stop();
  }

  /** True while it stands still because its database is away. */
  boolean isWaiting() {
    return patience.isWaiting();
  }

  private void define(List<Read> read) {
    List<Definition> definitions = read.stream().map(Read::definition).toList();
    try {
      wakeup.after(patience.untilItWorks(() -> ledger.define(definitions, clock.instant())));
    } catch (LedgerException e) {
      // One of them cannot be written: the others shall not suffer for it.
      if (read.size() == 1) {
        letters.putAside(read.getFirst().record(), e.getMessage());
        return;
      }
      read.forEach(one -> define(List.of(one)));
    }
  }

  private static Optional<Origin> origin(ConsumerRecord<String, String> record) {
    return Optional.of(
        new Origin(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
  }

  private Optional<Definition> definition(ConsumerRecord<String, String> record) {
    if (record.value() != null) {
      return letters
          .open(MessageType.CHECK, record)
          .map(check -> new Definition.Defined(check, origin(record)));
    }
    try {
      return Optional.of(
          new Definition.Removed(ItemId.parse(String.valueOf(record.key())), origin(record)));
    } catch (IllegalArgumentException e) {
      letters.putAside(record, e.getMessage());
      return Optional.empty();
    }
  }
}
