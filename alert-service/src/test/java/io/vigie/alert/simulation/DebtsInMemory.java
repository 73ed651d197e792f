package io.vigie.alert.simulation;

import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ItemId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Messages that are owed for incidents, by the rules of the table. */
final class DebtsInMemory {

  private static final Duration BETWEEN_EDITS = Duration.ofSeconds(5);

  private final Rows rows;

  DebtsInMemory(Rows rows) {
    this.rows = rows;
  }

  /** What is to be told wherever an incident was told. */
  record Again(IncidentId incident, Occasion occasion, Instant causedAt, Instant now) {}

  int oweOpenings(IncidentRow row, List<Plan.Owed> plan, Instant causedAt, Instant now) {
    int owed = 0;
    for (Plan.Owed one : plan) {
      owed += owe(row, Occasion.OPENED, 0, one, causedAt, now);
    }
    return owed;
  }

  /** What was cancelled before it was told is owed anew; all else is owed once. */
  int owe(
      IncidentRow row, Occasion occasion, int ordinal, Plan.Owed owed, Instant cause, Instant now) {
    Optional<Message> before = rows.find(row.id(), owed.channel(), occasion, ordinal);
    if (before.isPresent() && !before.get().isCancelled()) {
      return 0;
    }
    Message message =
        before.orElseGet(
            () -> rows.added(row.id(), row.item(), owed.channel(), occasion, ordinal, now));
    boolean held = owed.at().isAfter(now);
    if (before.isPresent()) {
      message.ended(Delivery.PENDING, Optional.empty());
      message.attempts = 0;
    }
    message.ifStillFailing = owed.ifStillFailing();
    message.because = owed.because();
    message.dueAt = owed.at();
    message.heldUntil = held ? Optional.of(owed.at()) : Optional.empty();
    message.causedAt = held ? owed.at() : cause;
    return 1;
  }

  /** Owes what has become of incidents to each channel that was told, or is to be. */
  int tellAgain(List<Again> all) {
    List<Again> news = new ArrayList<>();
    for (Again one : all) {
      boolean anew = isSaid(one, Occasion.RESOLVED, all) && isSaid(one, Occasion.REOPENED, all);
      boolean turned = one.occasion() == Occasion.RESOLVED || one.occasion() == Occasion.REOPENED;
      news.add(
          anew && turned
              ? new Again(one.incident(), Occasion.UPDATED, one.causedAt(), one.now())
              : one);
    }
    int owed = 0;
    news.stream()
        .filter(one -> one.occasion() == Occasion.RESOLVED)
        .forEach(one -> cancelHeld(one.incident()));
    Set<List<Object>> said = new LinkedHashSet<>();
    for (Again one : news) {
      if (said.add(List.of(one.incident(), one.occasion()))) {
        owed += tellAgain(one);
      }
    }
    return owed;
  }

  private static boolean isSaid(Again of, Occasion occasion, List<Again> all) {
    return all.stream()
        .anyMatch(one -> one.incident().equals(of.incident()) && one.occasion() == occasion);
  }

  private int tellAgain(Again news) {
    Set<String> channels = new LinkedHashSet<>();
    for (Message one : rows.of(news.incident())) {
      if (one.begins() && !one.isCancelled()) {
        channels.add(one.channel);
      }
    }
    int owed = 0;
    for (String channel : channels) {
      owed += tellAgain(channel, news);
    }
    return owed;
  }

  private void cancelHeld(IncidentId incident) {
    List<Message> held =
        rows.of(incident).stream()
            .filter(one -> one.matters() && one.ifStillFailing && isUntried(one))
            .toList();
    Set<String> untold = new HashSet<>();
    held.stream()
        .filter(one -> one.occasion == Occasion.OPENED || one.occasion == Occasion.REOPENED)
        .forEach(one -> untold.add(one.channel));
    List<Message> rest =
        rows.of(incident).stream()
            .filter(one -> !one.matters() && isUntried(one) && untold.contains(one.channel))
            .toList();
    Stream.concat(held.stream(), rest.stream())
        .forEach(
            one -> one.ended(Delivery.CANCELLED, Optional.of("was over before it was to be told")));
  }

  private static boolean isUntried(Message one) {
    return one.isPending() && one.attempts == 0;
  }

  private int tellAgain(String channel, Again news) {
    List<Message> before = rows.of(news.incident(), channel);
    int ended = count(before, Occasion.RESOLVED);
    boolean untold = news.occasion() == Occasion.REOPENED && !hasEnded(before);
    if (untold || (news.occasion() == Occasion.UPDATED && awaitsEdit(before))) {
      return 0;
    }
    int ordinal =
        switch (news.occasion()) {
          case RESOLVED -> reopened(before);
          case REOPENED -> ended - 1;
          default -> count(before, news.occasion());
        };
    Optional<Message> there = rows.find(news.incident(), channel, news.occasion(), ordinal);
    if (there.isPresent()) {
      return there.filter(DebtsInMemory::isToBeOwedAnew).map(one -> oweAnew(one, news)).orElse(0);
    }
    ItemId item = before.getFirst().item;
    Message message =
        rows.added(news.incident(), item, channel, news.occasion(), ordinal, news.now());
    message.causedAt = news.causedAt();
    if (news.occasion() == Occasion.UPDATED) {
      message.dueAt = later(news.now(), edited(before).plus(BETWEEN_EDITS));
    }
    return 1;
  }

  private static boolean isToBeOwedAnew(Message one) {
    return one.isCancelled()
        && (one.occasion == Occasion.RESOLVED || one.occasion == Occasion.REOPENED);
  }

  private static boolean hasEnded(List<Message> before) {
    return before.stream().anyMatch(one -> one.occasion == Occasion.RESOLVED && !one.isCancelled());
  }

  private static int oweAnew(Message message, Again news) {
    message.ended(Delivery.PENDING, Optional.empty());
    message.causedAt = news.causedAt();
    message.dueAt = news.now();
    message.heldUntil = Optional.empty();
    message.ifStillFailing = false;
    message.attempts = 0;
    return 1;
  }

  private static boolean awaitsEdit(List<Message> before) {
    return before.stream()
        .anyMatch(
            one ->
                one.occasion == Occasion.UPDATED && one.isPending() && one.leasedUntil.isEmpty());
  }

  private static Instant edited(List<Message> before) {
    Instant last = Instant.MIN;
    for (Message one : before) {
      last = later(last, one.deliveredAt.orElse(one.createdAt));
    }
    return last;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Takes back what nobody has begun to tell. */
  List<Message> cancel(IncidentId incident, String why) {
    List<Message> taken = new ArrayList<>();
    for (Message one : rows.of(incident)) {
      boolean stays = isEnd(one) && wasBegun(incident, one.channel);
      if (one.isPending() && one.attempts == 0 && !stays) {
        one.ended(Delivery.CANCELLED, Optional.of(why));
        taken.add(one);
      }
    }
    return taken;
  }

  private static boolean isEnd(Message one) {
    return one.occasion == Occasion.RESOLVED || one.occasion == Occasion.REOPENED;
  }

  /** Somebody has begun to tell it there. */
  private boolean wasBegun(IncidentId incident, String channel) {
    return rows.of(incident, channel).stream()
        .anyMatch(one -> one.begins() && !one.isCancelled() && one.attempts > 0);
  }

  /** The same of another incident. */
  void copy(Message one, IncidentRow of) {
    Message message = rows.added(of.id(), of.item(), one.channel, one.occasion, 0, one.createdAt);
    message.ifStillFailing = one.ifStillFailing;
    message.because = one.because;
    message.heldUntil = one.heldUntil;
    message.causedAt = one.causedAt;
    message.dueAt = one.dueAt;
  }

  private static int count(List<Message> messages, Occasion occasion) {
    int count = 0;
    for (Message one : messages) {
      count += one.occasion == occasion ? 1 : 0;
    }
    return count;
  }

  /** How often it began anew, or was told again after an end. */
  private static int reopened(List<Message> messages) {
    int count = 0;
    Instant begun = Instant.MIN;
    for (Message one : messages) {
      count += one.occasion == Occasion.REOPENED && !one.isCancelled() ? 1 : 0;
      boolean tells = one.begins() || one.occasion == Occasion.UPDATED;
      begun = tells && !one.isCancelled() ? later(begun, one.createdAt) : begun;
    }
    int before = 0;
    for (Message one : messages) {
      before += one.occasion == Occasion.RESOLVED && !one.createdAt.isAfter(begun) ? 1 : 0;
    }
    return Math.max(count, before);
  }
}
