package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Receipt;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An outbox on {@link Rows}. */
final class OutboxInMemory implements Outbox {

  private final Rows rows;

  private final Optional<String> fallback;
  private final Duration late;

  /** Nobody is told where a channel will not have it. */
  OutboxInMemory(Rows rows) {
    this(rows, Optional.empty(), Duration.ZERO);
  }

  /**
   * @param fallback the channel that is owed what another will not have
   * @param late when it is owed what another has not taken yet
   */
  OutboxInMemory(Rows rows, Optional<String> fallback, Duration late) {
    this.rows = rows;
    this.fallback = fallback;
    this.late = late;
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
              .filter(one -> one.isDue(now) && one.channel.equals(channel))
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
              .filter(one -> one.isDue(now) && one.channel.equals(channel))
              .filter(one -> occasions.contains(one.occasion) && !waits(one, now, occasions))
              .sorted(Comparator.comparing(one -> one.createdAt))
              .limit(limit)
              .toList();
      return heads.stream().flatMap(one -> posting(one, now.plus(lease)).stream()).toList();
    }
  }

  /** Another one of the same incident comes first, or is being sent. */
  private boolean waits(Message one, Instant now, Set<Occasion> occasions) {
    return rows.of(one.incident, one.channel).stream()
        .filter(other -> other != one && other.isPending())
        .anyMatch(
            other ->
                other.occasion == Occasion.OPENED
                    || other.isBeingSent(now)
                    || (other.occasion == Occasion.REOPENED
                        && !one.matters()
                        && other.createdAt.isBefore(one.createdAt))
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
        all.stream()
            .filter(one -> one.occasion != Occasion.UPDATED)
            .filter(one -> one.delivery == Delivery.DELIVERED || one.begins())
            .toList();
    Posting posting =
        new Posting(
            taken.stream().map(one -> one.id).toList(),
            head.channel,
            telling(taken, begun(all)),
            row.view(rows),
            row.check,
            head.attempts,
            answered.stream()
                .filter(Message::matters)
                .flatMap(one -> one.receipt.stream())
                .findFirst(),
            doubtful,
            head.causedAt,
            head.ordinal,
            head.because,
            answered.stream().flatMap(OutboxInMemory::receipt).toList(),
            Optional.empty(),
            Optional.of(until));
    return Optional.of(posting);
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
    return all.stream().anyMatch(one -> one.matters() && one.delivery == Delivery.DELIVERED);
  }

  /** What is true after all that is told together. */
  private static Telling telling(List<Message> taken, boolean begun) {
    boolean opens = taken.getFirst().occasion == Occasion.OPENED;
    int ended = last(taken, Occasion.RESOLVED);
    if (ended > last(taken, Occasion.REOPENED)) {
      return begun ? Telling.RESOLVED : Telling.OPENED_AND_RESOLVED;
    }
    boolean anew = opens ? begun && last(taken, Occasion.REOPENED) >= 0 : ended >= 0;
    return anew ? Telling.REOPENED : Telling.valueOf(taken.getFirst().occasion.name());
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
      Told told = told();
      rows.messages.stream()
          .filter(one -> posting.rows().contains(one.id))
          .filter(
              one ->
                  settlement instanceof Settlement.Delivered
                      || (one.isPending() && isTheirs(one, posting)))
          .filter(one -> one.delivery != Delivery.DELIVERED)
          .toList()
          .forEach(one -> settle(one, settlement, told, now));
    }
  }

  /** Nobody has taken it since. */
  private static boolean isTheirs(Message one, Posting posting) {
    return posting.until().isEmpty() || one.leasedUntil.equals(posting.until());
  }

  private void settle(Message message, Settlement settlement, Told told, Instant now) {
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
      case Settlement.GivenUp(String error) -> {
        message.ended(Delivery.UNDELIVERED, Optional.of(error));
        instead(message, told, now);
      }
    }
  }

  /** The fallback channel is owed what somebody has to know. */
  private void instead(Message message, Told told, Instant now) {
    Optional<String> other = fallback.filter(_ -> mayBeToldElsewhere(message));
    if (message.matters() && message.escalatedTo.isEmpty()) {
      message.escalatedTo = other;
    }
    message.escalatedTo.ifPresent(channel -> owe(message, channel, told, now));
  }

  /** Incidents that the fallback channel is told of anyway, and those of whose end it is told. */
  private record Told(Set<IncidentId> incidents, Set<IncidentId> ends) {}

  private Told told() {
    Told told = new Told(new HashSet<>(), new HashSet<>());
    for (Message one : rows.messages) {
      if (!one.isCancelled() && fallback.filter(one.channel::equals).isPresent()) {
        if (one.begins()) {
          told.incidents().add(one.incident);
        } else if (one.occasion == Occasion.RESOLVED) {
          told.ends().add(one.incident);
        }
      }
    }
    return told;
  }

  /** It, or something that it is told with, has waited since {@code then}. */
  private boolean isLate(Message message, Instant then) {
    return rows.of(message.incident, message.channel).stream()
        .anyMatch(one -> one.isPending() && one.matters() && one.waitsSince().isBefore(then));
  }

  /** The canary is told to nobody. */
  private boolean mayBeToldElsewhere(Message message) {
    return !message.channel.equals(Canary.CHANNEL)
        && fallback.filter(message.channel::equals).isEmpty();
  }

  private void owe(Message message, String channel, Told told, Instant now) {
    if (told.incidents().contains(message.incident)) {
      return;
    }
    boolean isOver = rows.incidents.get(message.incident).overAt.isPresent();
    if (message.begins() && isOver) {
      rows.of(message.incident, message.channel).stream()
          .filter(one -> one.occasion == Occasion.RESOLVED && !one.isCancelled())
          .forEach(end -> oweOne(message, end, channel, now));
    }
    boolean opens = message.occasion == Occasion.OPENED || message.occasion == Occasion.ESCALATED;
    if (!opens || !isOver || !told.ends().contains(message.incident)) {
      oweOne(message, message, channel, now);
    }
  }

  private void oweOne(Message instead, Message message, String channel, Instant now) {
    if (rows.find(message.incident, channel, message.occasion, message.ordinal).isEmpty()) {
      Message owed =
          rows.added(
              message.incident, message.item, channel, message.occasion, message.ordinal, now);
      owed.causedAt = message.causedAt;
      owed.because = "instead of " + instead.channel;
    }
  }

  /** What waits too long is told on the fallback channel, and still tried where it belongs. */
  private void fallBack(String to, Instant now) {
    Told told = told();
    List<Message> waiting =
        rows.messages.stream()
            .filter(one -> one.isPending() && one.matters() && one.escalatedTo.isEmpty())
            .filter(one -> mayBeToldElsewhere(one) && isLate(one, now.minus(late)))
            .toList();
    for (Message one : waiting) {
      one.escalatedTo = Optional.of(to);
      one.version++;
      owe(one, to, told, now);
    }
  }

  @Override
  public List<String> giveUp(
      Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
    synchronized (rows) {
      fallback.ifPresent(to -> fallBack(to, now));
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
      Told told = told();
      old.forEach(one -> settle(one, new Settlement.GivenUp(why(one, channels)), told, now));
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
