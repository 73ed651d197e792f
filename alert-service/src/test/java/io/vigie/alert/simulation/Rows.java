package io.vigie.alert.simulation;

import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger.Origin;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The tables, in memory. Each call of a port holds this monitor from its begin to its end. */
final class Rows {

  final Map<ItemId, ItemRow> items = new LinkedHashMap<>();
  final Map<ItemId, Origin> origins = new LinkedHashMap<>();
  final Map<IncidentId, IncidentRow> incidents = new LinkedHashMap<>();
  final Map<UUID, Command> commands = new LinkedHashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<Due> rollUpsDue = new ArrayList<>();

  /** An item with its definition. */
  static final class ItemRow {
    Item item;
    Check definition;
    Optional<Instant> wakeAt;
    long published;

    ItemRow(Item item, Check definition, Optional<Instant> wakeAt) {
      this.item = item;
      this.definition = definition;
      this.wakeAt = wakeAt;
    }
  }

  /** An incident with the check as it was when it opened. */
  static final class IncidentRow {
    final Check check;
    Incident incident;
    long published;

    IncidentRow(Incident incident, Check check) {
      this.incident = incident;
      this.check = check;
    }
  }

  /** A message that is owed. */
  static final class Message {
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

    boolean isBeingSent(Instant now) {
      return leasedUntil.isPresent() && leasedUntil.get().isAfter(now);
    }

    boolean isOf(IncidentId one, String where) {
      return incident.equals(one) && channel.equals(where);
    }

    /** True for what a channel may hear first of an incident. */
    boolean begins() {
      return occasion == Occasion.OPENED || occasion == Occasion.ESCALATED;
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
  }

  /** A roll-up that is to be computed. */
  record Due(ItemId item, int depth) {}

  /** The messages of an incident on a channel, oldest first. */
  List<Message> of(IncidentId incident, String channel) {
    return messages.stream().filter(one -> one.isOf(incident, channel)).toList();
  }

  /** One that is not there yet. */
  Message added(
      IncidentId incident,
      ItemId item,
      String channel,
      Occasion occasion,
      int ordinal,
      Instant at) {
    UUID id = new UUID(0, messages.size() + 1L);
    Message message = new Message(id, incident, item, channel, occasion, ordinal, at);
    messages.add(message);
    return message;
  }
}
