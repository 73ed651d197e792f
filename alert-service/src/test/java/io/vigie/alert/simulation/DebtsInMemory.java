package io.vigie.alert.simulation;

import io.vigie.alert.route.Plan;
import io.vigie.alert.simulation.Rows.Message;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages that are owed for incidents, by the rules of the table. */
final class DebtsInMemory {

  private static final Duration BETWEEN_EDITS = Duration.ofSeconds(5);

  private final Rows rows;

  DebtsInMemory(Rows rows) {
    this.rows = rows;
  }

  /** What was cancelled before it was told is owed anew; all else is owed once. */
  int oweOpening(IncidentId incident, ItemId item, Plan.Owed owed, Instant causedAt, Instant now) {
    Optional<Message> before = find(incident, owed.channel(), Occasion.OPENED, 0);
    if (before.isPresent() && before.get().delivery != Delivery.CANCELLED) {
      return 0;
    }
    before.ifPresent(
        one -> {
          one.ended(Delivery.PENDING, Optional.empty());
          one.attempts = 0;
        });
    Message message =
        before.orElseGet(() -> rows.added(incident, item, owed.channel(), Occasion.OPENED, 0, now));
    boolean held = owed.at().isAfter(now);
    message.ifStillFailing = owed.ifStillFailing();
    message.because = owed.because();
    message.dueAt = owed.at();
    message.heldUntil = held ? Optional.of(owed.at()) : Optional.empty();
    message.causedAt = held ? owed.at() : causedAt;
    return 1;
  }

  private Optional<Message> find(
      IncidentId incident, String channel, Occasion occasion, int ordinal) {
    return rows.of(incident, channel).stream()
        .filter(one -> one.occasion == occasion && one.ordinal == ordinal)
        .findFirst();
  }

  /** Owes what has become of an incident to each channel that was told, or is to be. */
  int tellAgain(IncidentId incident, Occasion occasion, Instant causedAt, Instant now) {
    if (occasion == Occasion.RESOLVED) {
      cancelHeld(incident);
    }
    Set<String> channels = new LinkedHashSet<>();
    rows.messages.stream()
        .filter(one -> one.incident.equals(incident))
        .filter(one -> one.begins() && one.delivery != Delivery.CANCELLED)
        .forEach(one -> channels.add(one.channel));
    return channels.stream()
        .mapToInt(channel -> tellAgain(incident, channel, occasion, causedAt, now))
        .sum();
  }

  private void cancelHeld(IncidentId incident) {
    rows.messages.stream()
        .filter(one -> one.incident.equals(incident) && one.begins() && one.isPending())
        .filter(one -> one.ifStillFailing && one.attempts == 0)
        .forEach(
            one -> one.ended(Delivery.CANCELLED, Optional.of("was over before it was to be told")));
  }

  private int tellAgain(
      IncidentId incident, String channel, Occasion occasion, Instant causedAt, Instant now) {
    List<Message> before = rows.of(incident, channel);
    boolean awaitsEdit =
        before.stream()
            .anyMatch(
                one ->
                    one.occasion == Occasion.UPDATED
                        && one.isPending()
                        && one.leasedUntil.isEmpty());
    boolean isUntold =
        occasion == Occasion.REOPENED
            && before.stream()
                .noneMatch(
                    one -> one.occasion == Occasion.RESOLVED && one.delivery != Delivery.CANCELLED);
    if (isUntold || (occasion == Occasion.UPDATED && awaitsEdit)) {
      return 0;
    }
    int ordinal =
        switch (occasion) {
          case RESOLVED -> count(before, Occasion.REOPENED);
          case REOPENED -> count(before, Occasion.RESOLVED) - 1;
          default -> count(before, occasion);
        };
    Optional<Message> there = find(incident, channel, occasion, ordinal);
    if (there.isPresent()) {
      return there
          .filter(one -> one.delivery == Delivery.CANCELLED)
          .map(one -> anew(one, causedAt, now))
          .orElse(0);
    }
    ItemId item = before.getFirst().item;
    Message message = rows.added(incident, item, channel, occasion, ordinal, now);
    message.causedAt = causedAt;
    if (occasion == Occasion.UPDATED) {
      before.stream()
          .map(one -> one.deliveredAt.orElse(one.createdAt).plus(BETWEEN_EDITS))
          .filter(message.dueAt::isBefore)
          .forEach(at -> message.dueAt = at.isAfter(message.dueAt) ? at : message.dueAt);
    }
    return 1;
  }

  private static int anew(Message message, Instant causedAt, Instant now) {
    message.ended(Delivery.PENDING, Optional.empty());
    message.causedAt = causedAt;
    message.dueAt = now;
    message.heldUntil = Optional.empty();
    message.ifStillFailing = false;
    message.attempts = 0;
    return 1;
  }

  /** Takes back what nobody has begun to tell. */
  void cancel(IncidentId incident, String why) {
    rows.messages.stream()
        .filter(one -> one.incident.equals(incident) && one.isPending() && one.attempts == 0)
        .forEach(one -> one.ended(Delivery.CANCELLED, Optional.of(why)));
  }

  private static int count(List<Message> messages, Occasion occasion) {
    return (int) messages.stream().filter(one -> one.occasion == occasion).count();
  }
}
