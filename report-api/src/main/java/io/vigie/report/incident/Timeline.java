package io.vigie.report.incident;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Remark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What happened in an incident, in the order in which it did. */
public final class Timeline {

  private static final Set<String> WRITTEN =
      Set.of(Remark.Kind.ACKNOWLEDGED.word(), Remark.Kind.COMMENTED.word());

  private Timeline() {}

  /**
   * Something that happened.
   *
   * @param kind a word: first-failure, opened, told, to-be-told, not-told, resolved, or that of a
   *     {@link Remark.Kind}
   * @param by who did it, where a person did
   * @param message the message, of what was told or was to be
   */
  public record Entry(
      Instant at, String kind, Optional<String> by, String text, Optional<Notification> message) {

    /** The text for a page; what people wrote stays as they wrote it. */
    public String words() {
      return WRITTEN.contains(kind) ? text : Said.text(text);
    }

    /** True for a message that reached nobody. */
    public boolean isLost() {
      return message.filter(one -> one.delivery() == Delivery.UNDELIVERED).isPresent();
    }
  }

  /**
   * Puts together what is known.
   *
   * @param members the incidents that are told with it
   */
  public static List<Entry> of(
      Incident incident, List<Notification> messages, List<Incident> members) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        entry(incident.firstFailedAt(), "first-failure", incident.firstFailure().summary()));
    entries.add(entry(incident.openedAt(), "opened", "the failure is confirmed"));
    incident.history().forEach(remark -> entries.add(entry(remark)));
    if (incident.history().stream().noneMatch(r -> r.kind() == Remark.Kind.JOINED)) {
      members.forEach(member -> entries.add(joined(member)));
    }
    messages.forEach(message -> entries.add(entry(message)));
    incident
        .resolvedAt()
        .ifPresent(at -> entries.add(entry(at, "resolved", incident.resolution())));
    entries.sort(Comparator.comparing(Entry::at));
    return List.copyOf(entries);
  }

  private static Entry entry(Instant at, String kind, String text) {
    return new Entry(at, kind, Optional.empty(), text, Optional.empty());
  }

  private static Entry entry(Remark remark) {
    return new Entry(
        remark.at(), remark.kind().word(), remark.by(), remark.text(), Optional.empty());
  }

  private static Entry joined(Incident member) {
    String because = member.fold().map(fold -> ": " + fold.because()).orElse("");
    return entry(
        member.openedAt(),
        Remark.Kind.JOINED.word(),
        member.title() + " (" + member.item() + ")" + because);
  }

  private static Entry entry(Notification message) {
    String words = message.channel() + ", " + message.occasion().word() + ": " + became(message);
    return new Entry(
        message.deliveredAt().orElse(message.createdAt()),
        kind(message.delivery()),
        Optional.empty(),
        words,
        Optional.of(message));
  }

  private static String kind(Delivery delivery) {
    return switch (delivery) {
      case DELIVERED -> "told";
      case PENDING -> "to-be-told";
      case UNDELIVERED, CANCELLED -> "not-told";
    };
  }

  private static String became(Notification message) {
    String error = message.lastError().map(text -> ", " + text).orElse("");
    String instead = message.escalatedTo().map(text -> ", told instead: " + text).orElse("");
    return message.delivery().word() + ", " + attempts(message) + error + instead;
  }

  /** How often it was tried, in words. */
  public static String attempts(Notification message) {
    return message.attempts() == 1 ? "1 attempt" : message.attempts() + " attempts";
  }
}
