package io.vigie.alert.kafka;

import io.smallrye.common.annotation.Blocking;
import io.vigie.alert.config.AlertConfig;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Accepted;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads results. The offset of a batch is committed when the method returns, which it does only
 * after the database has committed.
 */
@ApplicationScoped
public class ResultConsumer {

  private final Ledger ledger;
  private final Letters letters;
  private final Newcomers newcomers;
  private final Listening listening;
  private final Wakeup wakeup;
  private final AlertMetrics metrics;
  private final InstantSource clock;
  private final Duration unknownPatience;
  private final Patience patience;

  @Inject
  public ResultConsumer(
      Ledger ledger,
      Letters letters,
      Newcomers newcomers,
      Listening listening,
      Wakeup wakeup,
      AlertMetrics metrics,
      InstantSource clock,
      AlertConfig config) {
    this(
        ledger,
        letters,
        newcomers,
        listening,
        wakeup,
        metrics,
        clock,
        config.unknownItemPatience(),
        new Patience("alert-results"));
  }

  ResultConsumer(
      Ledger ledger,
      Letters letters,
      Newcomers newcomers,
      Listening listening,
      Wakeup wakeup,
      AlertMetrics metrics,
      InstantSource clock,
      Duration unknownPatience,
      Patience patience) {
    this.ledger = ledger;
    this.letters = letters;
    this.newcomers = newcomers;
    this.listening = listening;
    this.wakeup = wakeup;
    this.metrics = metrics;
    this.clock = clock;
    this.unknownPatience = unknownPatience;
    this.patience = patience;
  }

  /** A result with the record that it came in. */
  private record Read(Result result, ConsumerRecord<String, String> record) {}

  @Incoming("alert-results")
  @Blocking
  public void accept(ConsumerRecords<String, String> batch) {
    Instant now = clock.instant();
    List<Read> read = new ArrayList<>();
    for (ConsumerRecord<String, String> record : batch) {
      listening.read(Instant.ofEpochMilli(record.timestamp()), now);
      letters
          .open(MessageType.RESULT, record)
          .ifPresent(result -> read.add(new Read(result, record)));
    }
    read.forEach(one -> metrics.result(one.result().outcome()));
    Set<ItemId> unknown = take(read);
    if (!unknown.isEmpty()) {
      takeLater(read.stream().filter(one -> unknown.contains(one.result().item())).toList());
    }
  }

  /** A database that is away is waited for no longer. */
  void stop() {
    patience.stop();
  }

  /** True while it stands still because its database is away. */
  boolean isWaiting() {
    return patience.isWaiting();
  }

  /** Returns the items of which no checklist has spoken yet. */
  private Set<ItemId> take(List<Read> read) {
    List<Result> results = read.stream().map(Read::result).toList();
    try {
      Accepted accepted = patience.untilItWorks(() -> ledger.accept(results, clock.instant()));
      wakeup.after(accepted.written());
      if (accepted.removed() > 0) {
        metrics.dropped("removed", accepted.removed());
      }
      return accepted.unknown();
    } catch (LedgerException e) {
      // One of them cannot be written: the others shall not suffer for it.
      if (read.size() == 1) {
        letters.putAside(read.getFirst().record(), e.getMessage());
        return Set.of();
      }
      return read.stream().flatMap(one -> take(List.of(one)).stream()).collect(Collectors.toSet());
    }
  }

  private void takeLater(List<Read> early) {
    long deadline = System.nanoTime() + unknownPatience.toNanos();
    List<Read> waiting =
        early.stream().filter(one -> !newcomers.isStranger(one.result().item())).toList();
    metrics.dropped("unknown", early.size() - waiting.size());
    while (!waiting.isEmpty()) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        giveUp(waiting);
        return;
      }
      long seen = newcomers.arrivals();
      Set<ItemId> unknown = take(waiting);
      waiting = waiting.stream().filter(one -> unknown.contains(one.result().item())).toList();
      if (!waiting.isEmpty()) {
        // Another process may write the check, so it is looked for from time to time too.
        newcomers.awaitArrival(seen, Math.min(left, 200));
      }
    }
  }

  private void giveUp(List<Read> waiting) {
    metrics.dropped("unknown", waiting.size());
    newcomers.gaveUpOn(waiting.stream().map(one -> one.result().item()).toList());
  }
}
