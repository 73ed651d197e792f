package io.vigie.alert.simulation;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A message that is owed. */
final class Message {
  final UUID id;
  final IncidentId incident;
  final ItemId item;
  final String channel;
  final Occasion occasion;
  final int ordinal;
  final Instant createdAt;
  Instant causedAt;
  boolean ifStillFailing;
  String because = "";
  Delivery delivery = Delivery.PENDING;
  int attempts;
  Instant dueAt;
  Optional<Instant> heldUntil = Optional.empty();
  Optional<Instant> leasedUntil = Optional.empty();
  Optional<Instant> deliveredAt = Optional.empty();
  Optional<String> receipt = Optional.empty();
  Optional<String> lastError = Optional.empty();
  Optional<String> escalatedTo = Optional.empty();
  long version = 1;
  long published;

  Message(
      UUID id,
      IncidentId incident,
      ItemId item,
      String channel,
      Occasion occasion,
      int ordinal,
      Instant createdAt) {
    this.id = id;
    this.incident = incident;
    this.item = item;
    this.channel = channel;
    this.occasion = occasion;
    this.ordinal = ordinal;
    this.createdAt = createdAt;
    this.causedAt = createdAt;
    this.dueAt = createdAt;
  }

  boolean isPending() {
    return delivery == Delivery.PENDING;
  }

  boolean isCancelled() {
    return delivery == Delivery.CANCELLED;
  }

  boolean isBeingSent(Instant now) {
    return leasedUntil.isPresent() && leasedUntil.get().isAfter(now);
  }

  boolean isDue(Instant now) {
    return isPending() && !dueAt.isAfter(now) && !isBeingSent(now);
  }

  /** True for what a channel may hear first of an incident. */
  boolean begins() {
    return occasion == Occasion.OPENED
        || occasion == Occasion.ESCALATED
        || occasion == Occasion.REOPENED;
  }

  /** True for what somebody has to know, whichever channel tells it. */
  boolean matters() {
    return begins() || occasion == Occasion.RESOLVED;
  }

  Instant waitsSince() {
    return heldUntil.orElse(createdAt);
  }

  void ended(Delivery how, Optional<String> why) {
    delivery = how;
    lastError = why;
    leasedUntil = Optional.empty();
    version++;
  }

  @Override
  public String toString() {
    return "%s #%d of %s #%.8s on %s: %s, owed %s, due %s, attempts %d%s%s"
        .formatted(
            occasion,
            ordinal,
            item.item(),
            incident,
            channel,
            delivery,
            createdAt,
            dueAt,
            attempts,
            deliveredAt.map(at -> ", told " + at).orElse(""),
            lastError.map(why -> ", " + why).orElse(""));
  }
}
