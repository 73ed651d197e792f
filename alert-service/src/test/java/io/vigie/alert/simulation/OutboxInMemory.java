package io.vigie.alert.simulation;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Receipt;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.simulation.Rows.IncidentRow;
import io.vigie.alert.simulation.Rows.Message;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An outbox on {@link Rows}. */
final class OutboxInMemory implements Outbox {

  private final Rows rows;

  OutboxInMemory(Rows rows) {
    this.rows = rows;
  }

  /** What one message may tell of many incidents. */
  private static final Set<Occasion> TOGETHER =
      EnumSet.of(
          Occasion.OPENED,
          Occasion.RESOLVED,
          Occasion.REOPENED,
          Occasion.ESCALATED,
          Occasion.REMINDED);

  @Override
  public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
    return claim(channel, now, lease, limit, EnumSet.allOf(Occasion.class));
  }

  @Override
  public List<Posting> claimPile(String channel, Instant now, Duration lease, int limit) {
    return claim(channel, now, lease, limit, TOGETHER);
  }

  @Override
  public int pile(String channel, Instant now, int most) {
    synchronized (rows) {
      long incidents =
          rows.messages.stream()
              .filter(one -> one.channel.equals(channel) && isDue(one, now))
              .filter(one -> TOGETHER.contains(one.occasion))
              .map(one -> one.incident)
              .distinct()
              .count();
      return (int) Math.min(incidents, most);
    }
  }

  private List<Posting> claim(
      String channel, Instant now, Duration lease, int limit, Set<Occasion> occasions) {
    synchronized (rows) {
      List<Message> heads =
          rows.messages.stream()
              .filter(one -> one.channel.equals(channel) && isDue(one, now))
              .filter(one -> occasions.contains(one.occasion) && !waits(one, now, occasions))
              .sorted(Comparator.comparing(one -> one.createdAt))
              .limit(limit)
              .toList();
      return heads.stream().flatMap(one -> posting(one, now.plus(lease)).stream()).toList();
    }
  }

  private static boolean isDue(Message one, Instant now) {
    return one.isPending() && !one.dueAt.isAfter(now) && !one.isBeingSent(now);
  }

  /** Another one of the same incident comes first, or is being sent. */
  private boolean waits(Message one, Instant now, Set<Occasion> occasions) {
    return rows.of(one.incident, one.channel).stream()
        .filter(other -> other != one && other.isPending())
        .anyMatch(
            other ->
                other.occasion == Occasion.OPENED
                    || other.isBeingSent(now)
                    || (one.occasion != Occasion.OPENED
                        && !other.dueAt.isAfter(now)
                        && occasions.contains(other.occasion)
                        && isOlder(other, one)));
  }

  private static boolean isOlder(Message first, Message second) {
    int order = first.createdAt.compareTo(second.createdAt);
    return order < 0 || (order == 0 && first.id.compareTo(second.id) < 0);
  }

  private Optional<Posting> posting(Message head, Instant until) {
    final boolean doubtful = head.leasedUntil.isPresent();
    List<Message> all = rows.of(head.incident, head.channel);
    boolean ends = all.stream().anyMatch(OutboxInMemory::isPendingEnd);
    boolean takesAll =
        ends || head.occasion == Occasion.OPENED || head.occasion == Occasion.RESOLVED;
    List<Message> taken = new ArrayList<>(List.of(head));
    all.stream().filter(one -> takesAll && one != head && one.isPending()).forEach(taken::add);
    for (Message one : taken) {
      one.leasedUntil = Optional.of(until);
      one.attempts++;
    }
    if (wasOverUntold(taken) && !isOpen(all)) {
      taken.forEach(one -> one.ended(Delivery.CANCELLED, Optional.of("was over before")));
      return Optional.empty();
    }
    IncidentRow row = rows.incidents.get(head.incident);
    List<Message> answered =
        all.stream().filter(one -> one.delivery == Delivery.DELIVERED || one.begins()).toList();
    return Optional.of(
        new Posting(
            taken.stream().map(one -> one.id).toList(),
            head.channel,
            telling(taken, begun(all)),
            row.incident,
            row.check,
            head.attempts,
            answered.stream()
                .filter(Message::begins)
                .flatMap(one -> one.receipt.stream())
                .findFirst(),
            doubtful,
            head.causedAt,
            head.ordinal,
            head.because,
            answered.stream().flatMap(OutboxInMemory::receipt).toList(),
            Optional.empty(),
            Optional.of(until)));
  }

  /** It was to be told only if it still failed. */
  private static boolean wasOverUntold(List<Message> taken) {
    return last(taken, Occasion.RESOLVED) > last(taken, Occasion.REOPENED)
        && taken.stream().anyMatch(Message::begins)
        && taken.stream()
            .allMatch(one -> !one.begins() || (one.ifStillFailing && one.attempts == 1));
  }

  /** As far as the channel knows, it fails. */
  private static boolean isOpen(List<Message> all) {
    List<Message> told = all.stream().filter(one -> one.delivery == Delivery.DELIVERED).toList();
    return begun(all) && last(told, Occasion.RESOLVED) <= last(told, Occasion.REOPENED);
  }

  private static boolean isPendingEnd(Message one) {
    return one.occasion == Occasion.RESOLVED && one.isPending();
  }

  private static Stream<Receipt> receipt(Message one) {
    return one.receipt.map(value -> new Receipt(one.occasion, one.ordinal, value)).stream();
  }

  private static boolean begun(List<Message> all) {
    return all.stream().anyMatch(one -> one.begins() && one.delivery == Delivery.DELIVERED);
  }

  /** What is true after all that is told together. */
  private static Telling telling(List<Message> taken, boolean begun) {
    boolean opens = taken.getFirst().occasion == Occasion.OPENED;
    int ended = last(taken, Occasion.RESOLVED);
    if (ended > last(taken, Occasion.REOPENED)) {
      return opens || !begun ? Telling.OPENED_AND_RESOLVED : Telling.RESOLVED;
    }
    return ended >= 0 && !opens
        ? Telling.REOPENED
        : Telling.valueOf(taken.getFirst().occasion.name());
  }

  private static int last(List<Message> taken, Occasion occasion) {
    return taken.stream()
        .filter(one -> one.occasion == occasion)
        .mapToInt(one -> one.ordinal)
        .max()
        .orElse(-1);
  }

  @Override
  public void settle(Posting posting, Settlement settlement, Instant now) {
    synchronized (rows) {
      rows.messages.stream()
          .filter(one -> posting.rows().contains(one.id))
          .filter(
              one ->
                  settlement instanceof Settlement.Delivered
                      || (one.isPending() && isTheirs(one, posting)))
          .filter(one -> one.delivery != Delivery.DELIVERED)
          .forEach(one -> settle(one, settlement, now));
    }
  }

  /** Nobody has taken it since. */
  private static boolean isTheirs(Message one, Posting posting) {
    return posting.until().isEmpty() || one.leasedUntil.equals(posting.until());
  }

  private static void settle(Message message, Settlement settlement, Instant now) {
    switch (settlement) {
      case Settlement.Delivered(Optional<String> receipt) -> {
        message.ended(Delivery.DELIVERED, Optional.empty());
        message.deliveredAt = Optional.of(now);
        message.receipt = receipt;
      }
      case Settlement.Postponed(Instant until, String error) -> {
        message.ended(Delivery.PENDING, Optional.of(error));
        message.dueAt = until;
      }
      case Settlement.Held(Instant until, String because) -> {
        message.ended(Delivery.PENDING, message.lastError);
        message.dueAt = until;
        message.heldUntil = Optional.of(until);
        message.because = because;
        message.causedAt = until;
        message.ifStillFailing = true;
        message.attempts--;
      }
      case Settlement.Skipped(String because) ->
          message.ended(Delivery.CANCELLED, Optional.of(because));
      case Settlement.GivenUp(String error) ->
          message.ended(Delivery.UNDELIVERED, Optional.of(error));
    }
  }

  @Override
  public List<String> giveUp(
      Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
    synchronized (rows) {
      List<Message> old =
          rows.messages.stream()
              .filter(Message::isPending)
              .filter(one -> one.leasedUntil.isEmpty() || isOrphan(one, channels, now))
              .filter(
                  one ->
                      one.waitsSince().isBefore(now.minus(maxAge))
                          || (one.waitsSince().isBefore(now.minus(orphanAge))
                              && !channels.contains(one.channel)))
              .toList();
      old.forEach(one -> settle(one, new Settlement.GivenUp(why(one, channels)), now));
      return old.stream().map(one -> one.channel).toList();
    }
  }

  private static boolean isOrphan(Message one, Set<String> channels, Instant now) {
    return !channels.contains(one.channel) && !one.isBeingSent(now);
  }

  private static String why(Message message, Set<String> channels) {
    return channels.contains(message.channel)
        ? "given up after "
            + message.attempts
            + " attempts: "
            + message.lastError.orElse("never tried")
        : "channel " + message.channel + " is not configured";
  }

  @Override
  public Backlog backlog(Instant now) {
    synchronized (rows) {
      List<Message> waiting =
          rows.messages.stream()
              .filter(Message::isPending)
              .filter(one -> one.heldUntil.isEmpty() || !one.heldUntil.get().isAfter(now))
              .toList();
      Duration oldest =
          waiting.stream()
              .map(one -> Duration.between(one.waitsSince(), now))
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO);
      long undelivered =
          rows.messages.stream().filter(one -> one.delivery == Delivery.UNDELIVERED).count();
      return new Backlog(waiting.size(), oldest, undelivered);
    }
  }
}
