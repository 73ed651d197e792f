package io.vigie.alert.incident;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger.Accepted;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/**
 * Where the contracts of the ports begin: an empty store, and what one does with it. The ports
 * share a store, so each contract needs all three.
 */
public abstract class StoreContract {

  /** The three ports on one empty store. */
  public record Stores(Ledger ledger, Outbox outbox, Publications publications) {}

  static final Duration LEASE = Duration.ofMinutes(1);
  static final Instant T0 = Samples.START;

  final Check check = Samples.check("CH-001");
  final ItemId item = check.item();

  Ledger ledger;
  Outbox outbox;
  Publications publications;

  /**
   * An empty store in which every incident is told to {@code channels}, but for those of the route
   * {@code pager}, which are told to a channel of that name.
   */
  protected abstract Stores open(List<String> channels);

  @BeforeEach
  void open() {
    Stores stores = open(List.of("slack", "mail"));
    ledger = stores.ledger();
    outbox = stores.outbox();
    publications = stores.publications();
  }

  static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  void define(Check... checks) {
    List<Definition> all = new ArrayList<>();
    for (Check one : checks) {
      all.add(new Definition.Defined(one));
    }
    ledger.define(all, T0);
  }

  Accepted accept(Result... results) {
    return ledger.accept(List.of(results), at(60));
  }

  List<Posting> claim(String channel, Instant now) {
    return outbox.claim(channel, now, LEASE, 10);
  }

  void deliver(Posting posting, String receipt) {
    outbox.settle(posting, new Settlement.Delivered(Optional.of(receipt)), at(61));
  }

  List<ItemStatus> statuses() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfStatus.class::isInstance)
        .map(one -> ((Publication.OfStatus) one).status())
        .toList();
  }

  List<Incident> incidents() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfIncident.class::isInstance)
        .map(one -> ((Publication.OfIncident) one).incident())
        .toList();
  }

  List<Notification> notifications(String channel) {
    return publications.unpublished(100).stream()
        .filter(Publication.OfNotification.class::isInstance)
        .map(one -> ((Publication.OfNotification) one).notification())
        .filter(one -> one.channel().equals(channel))
        .toList();
  }
}
