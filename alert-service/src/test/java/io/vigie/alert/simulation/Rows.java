package io.vigie.alert.simulation;

import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger.Origin;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tables, in memory. Each call of a port holds this monitor from its begin to its end. */
final class Rows {

  final Map<ItemId, ItemRow> items = new LinkedHashMap<>();
  final Map<ItemId, Origin> origins = new LinkedHashMap<>();
  final Map<IncidentId, IncidentRow> incidents = new LinkedHashMap<>();
  final Map<UUID, Command> commands = new LinkedHashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<Due> rollUpsDue = new ArrayList<>();
  final Map<UUID, Silence> silences = new LinkedHashMap<>();
  final Map<UUID, Long> silencesPublished = new HashMap<>();

  /** The commands that were taken. */
  final Set<UUID> taken = new HashSet<>();

  private final Map<IncidentId, List<Message>> byIncident = new HashMap<>();

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

  /** A roll-up that is to be computed. */
  record Due(ItemId item, int depth) {}

  /** The messages of an incident, oldest first. */
  List<Message> of(IncidentId incident) {
    return byIncident.getOrDefault(incident, List.of());
  }

  /** The messages of an incident on a channel, oldest first. */
  List<Message> of(IncidentId incident, String channel) {
    List<Message> found = new ArrayList<>();
    for (Message one : of(incident)) {
      if (one.channel.equals(channel)) {
        found.add(one);
      }
    }
    return found;
  }

  Optional<Message> find(IncidentId incident, String channel, Occasion occasion, int ordinal) {
    for (Message one : of(incident)) {
      if (one.occasion == occasion && one.ordinal == ordinal && one.channel.equals(channel)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
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
    byIncident.computeIfAbsent(incident, _ -> new ArrayList<>()).add(message);
    return message;
  }

  void forget(Set<IncidentId> gone) {
    incidents.keySet().removeAll(gone);
    byIncident.keySet().removeAll(gone);
    messages.removeIf(message -> gone.contains(message.incident));
  }

  /** Somebody was told of an incident, or is to be by {@code now}. */
  boolean isToldBy(IncidentId incident, Instant now) {
    for (Message one : of(incident)) {
      boolean begins = one.occasion == Occasion.OPENED || one.occasion == Occasion.ESCALATED;
      if (begins && !one.isCancelled() && !one.dueAt.isAfter(now)) {
        return true;
      }
    }
    return false;
  }

  /** Those that are told with {@code lead}. */
  List<IncidentRow> ledBy(IncidentId lead) {
    List<IncidentRow> led = new ArrayList<>();
    for (IncidentRow row : incidents.values()) {
      if (row.isLedBy(lead)) {
        led.add(row);
      }
    }
    return led;
  }

  /** Writes a line, where there is such an incident. */
  void note(IncidentId incident, Remark remark) {
    IncidentRow row = incidents.get(incident);
    if (row != null) {
      row.history.add(remark);
    }
  }

  /** Silences that are not over. */
  List<Silence> lasting(Instant now) {
    return silences.values().stream()
        .filter(one -> one.until().isAfter(now))
        .filter(one -> one.ended().filter(end -> !end.at().isAfter(now)).isEmpty())
        .toList();
  }
}
